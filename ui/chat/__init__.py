"""The chat: a conversation with its answers, beside the document they come from."""
