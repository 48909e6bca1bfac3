"""Long trials with figures of their own: ``./dev campaign NAME``. Each module has ``main(words)`` and prints its answer."""
