"""What is done with the project now and then: reference pages, and the like."""
