#pragma once
#include <stddef.h>

/// A text of the repository, compiled in.
struct embedded_file {
  const char *path;
  const unsigned char *bytes;
  size_t length;
};

/// The files, sorted by path; `embedded_file_count()` of them.
const struct embedded_file *embedded_files(void);
size_t embedded_file_count(void);
