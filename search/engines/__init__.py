"""The engines that can answer a question, behind one interface."""
