"""The interface that chat fronts and bots know already: chat completions as OpenAI's client sends and reads them."""
