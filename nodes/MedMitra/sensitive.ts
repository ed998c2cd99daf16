/** Where output holds the address of a file. It is public, so whoever reads it can fetch the file. */
export const SENSITIVE_FIELDS = ['file_url', 'file.file_url', 'files[*].file_url', 'uploaded_files[*].file_url'];
