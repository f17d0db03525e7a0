"""Pictures in the sizes and formats that a browser chooses from, and the form to upload one."""
