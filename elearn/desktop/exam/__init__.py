"""The parts of the exam's screen: what stands before it, what stands round the question."""
