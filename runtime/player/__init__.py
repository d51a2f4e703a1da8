"""Everything that a viewer sees around the picture, and touches. Draws what a Show says; knows nothing of stories."""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # pygame greets on standard output, which is ours
