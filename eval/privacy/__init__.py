"""Made-up messages with personal data, and harmless ones full of numbers, to measure what is replaced."""
