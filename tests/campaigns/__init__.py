"""Long trials with figures of their own, by ``./dev campaign NAME``: a module's ``main`` gives answer and verdict."""
