#include "embedded.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char file_0[] = {
#embed "../../sql/grid/local_days.sql" if_empty(0)
};
static const unsigned char file_1[] = {
#embed "../../sql/migrations/0001_ops.sql" if_empty(0)
};
static const unsigned char file_2[] = {
#embed "../../sql/migrations/0002_grid.sql" if_empty(0)
};
static const unsigned char file_3[] = {
#embed "../../sql/migrations/0003_ingest.sql" if_empty(0)
};
static const unsigned char file_4[] = {
#embed "../../sql/migrations/0004_aggregate.sql" if_empty(0)
};
static const unsigned char file_5[] = {
#embed "../../sql/migrations/0005_billing.sql" if_empty(0)
};
static const unsigned char file_6[] = {
#embed "../../sql/ops/try_lock.sql" if_empty(0)
};
static const struct embedded_file files[] = {
  {"sql/grid/local_days.sql", file_0, sizeof file_0},
  {"sql/migrations/0001_ops.sql", file_1, sizeof file_1},
  {"sql/migrations/0002_grid.sql", file_2, sizeof file_2},
  {"sql/migrations/0003_ingest.sql", file_3, sizeof file_3},
  {"sql/migrations/0004_aggregate.sql", file_4, sizeof file_4},
  {"sql/migrations/0005_billing.sql", file_5, sizeof file_5},
  {"sql/ops/try_lock.sql", file_6, sizeof file_6},
};
const struct embedded_file *embedded_files(void) { return files; }
size_t embedded_file_count(void) { return sizeof files / sizeof *files; }
