"""Reading: what lies in front of us. The words of lesson 01."""
