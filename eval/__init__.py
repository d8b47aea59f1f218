"""Cases become answers, answers become scores, scores become a report and a gate."""
