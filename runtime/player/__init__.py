"""Everything that a viewer sees around the picture, and touches. Draws what a Show says; knows nothing of stories."""
