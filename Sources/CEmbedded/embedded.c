#include "embedded.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char file_0[] = {
#embed "../../Sources/gridctl/Help/db-init.md" if_empty(0)
};
static const unsigned char file_1[] = {
#embed "../../sql/grid/local_days.sql" if_empty(0)
};
static const unsigned char file_2[] = {
#embed "../../sql/migrations/0001_ops.sql" if_empty(0)
};
static const unsigned char file_3[] = {
#embed "../../sql/migrations/0002_grid.sql" if_empty(0)
};
static const unsigned char file_4[] = {
#embed "../../sql/migrations/0003_ingest.sql" if_empty(0)
};
static const unsigned char file_5[] = {
#embed "../../sql/migrations/0004_aggregate.sql" if_empty(0)
};
static const unsigned char file_6[] = {
#embed "../../sql/migrations/0005_billing.sql" if_empty(0)
};
static const unsigned char file_7[] = {
#embed "../../sql/ops/end_run.sql" if_empty(0)
};
static const unsigned char file_8[] = {
#embed "../../sql/ops/runs.sql" if_empty(0)
};
static const unsigned char file_9[] = {
#embed "../../sql/ops/start_run.sql" if_empty(0)
};
static const unsigned char file_10[] = {
#embed "../../sql/ops/today.sql" if_empty(0)
};
static const unsigned char file_11[] = {
#embed "../../sql/ops/try_lock.sql" if_empty(0)
};
static const struct embedded_file files[] = {
  {"Help/db-init.md", file_0, sizeof file_0},
  {"sql/grid/local_days.sql", file_1, sizeof file_1},
  {"sql/migrations/0001_ops.sql", file_2, sizeof file_2},
  {"sql/migrations/0002_grid.sql", file_3, sizeof file_3},
  {"sql/migrations/0003_ingest.sql", file_4, sizeof file_4},
  {"sql/migrations/0004_aggregate.sql", file_5, sizeof file_5},
  {"sql/migrations/0005_billing.sql", file_6, sizeof file_6},
  {"sql/ops/end_run.sql", file_7, sizeof file_7},
  {"sql/ops/runs.sql", file_8, sizeof file_8},
  {"sql/ops/start_run.sql", file_9, sizeof file_9},
  {"sql/ops/today.sql", file_10, sizeof file_10},
  {"sql/ops/try_lock.sql", file_11, sizeof file_11},
};
const struct embedded_file *embedded_files(void) { return files; }
size_t embedded_file_count(void) { return sizeof files / sizeof *files; }
