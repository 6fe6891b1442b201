"""What offices send, read without being trusted: workbooks and tables to grids, grids to candidate figures."""
