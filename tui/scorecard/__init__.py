"""The domain: catalogue, values, frames, gaps and changes; pure functions over the tidy frames."""
