#include "embedded.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char file_0[] = {
#embed "../../Sources/gridctl/Help/db-init.md" if_empty(0)
};
static const unsigned char file_1[] = {
#embed "../../Sources/gridctl/Help/report-household.md" if_empty(0)
};
static const unsigned char file_2[] = {
#embed "../../Sources/gridctl/Help/report-management.md" if_empty(0)
};
static const unsigned char file_3[] = {
#embed "../../sql/grid/local_days.sql" if_empty(0)
};
static const unsigned char file_4[] = {
#embed "../../sql/ingest/registry.sql" if_empty(0)
};
static const unsigned char file_5[] = {
#embed "../../sql/migrations/0001_ops.sql" if_empty(0)
};
static const unsigned char file_6[] = {
#embed "../../sql/migrations/0002_grid.sql" if_empty(0)
};
static const unsigned char file_7[] = {
#embed "../../sql/migrations/0003_ingest.sql" if_empty(0)
};
static const unsigned char file_8[] = {
#embed "../../sql/migrations/0004_aggregate.sql" if_empty(0)
};
static const unsigned char file_9[] = {
#embed "../../sql/migrations/0005_billing.sql" if_empty(0)
};
static const unsigned char file_10[] = {
#embed "../../sql/ops/end_run.sql" if_empty(0)
};
static const unsigned char file_11[] = {
#embed "../../sql/ops/runs.sql" if_empty(0)
};
static const unsigned char file_12[] = {
#embed "../../sql/ops/start_run.sql" if_empty(0)
};
static const unsigned char file_13[] = {
#embed "../../sql/ops/today.sql" if_empty(0)
};
static const unsigned char file_14[] = {
#embed "../../sql/ops/try_lock.sql" if_empty(0)
};
static const unsigned char file_15[] = {
#embed "../../sql/reports/communities.sql" if_empty(0)
};
static const unsigned char file_16[] = {
#embed "../../sql/reports/days.sql" if_empty(0)
};
static const unsigned char file_17[] = {
#embed "../../sql/reports/household.sql" if_empty(0)
};
static const unsigned char file_18[] = {
#embed "../../sql/reports/household_hours.sql" if_empty(0)
};
static const unsigned char file_19[] = {
#embed "../../sql/reports/household_quarters.sql" if_empty(0)
};
static const unsigned char file_20[] = {
#embed "../../sql/reports/invoices.sql" if_empty(0)
};
static const unsigned char file_21[] = {
#embed "../../sql/reports/meters.sql" if_empty(0)
};
static const unsigned char file_22[] = {
#embed "../../sql/reports/quality.sql" if_empty(0)
};
static const unsigned char file_23[] = {
#embed "../../sql/reports/rejects.sql" if_empty(0)
};
static const struct embedded_file files[] = {
  {"Help/db-init.md", file_0, sizeof file_0},
  {"Help/report-household.md", file_1, sizeof file_1},
  {"Help/report-management.md", file_2, sizeof file_2},
  {"sql/grid/local_days.sql", file_3, sizeof file_3},
  {"sql/ingest/registry.sql", file_4, sizeof file_4},
  {"sql/migrations/0001_ops.sql", file_5, sizeof file_5},
  {"sql/migrations/0002_grid.sql", file_6, sizeof file_6},
  {"sql/migrations/0003_ingest.sql", file_7, sizeof file_7},
  {"sql/migrations/0004_aggregate.sql", file_8, sizeof file_8},
  {"sql/migrations/0005_billing.sql", file_9, sizeof file_9},
  {"sql/ops/end_run.sql", file_10, sizeof file_10},
  {"sql/ops/runs.sql", file_11, sizeof file_11},
  {"sql/ops/start_run.sql", file_12, sizeof file_12},
  {"sql/ops/today.sql", file_13, sizeof file_13},
  {"sql/ops/try_lock.sql", file_14, sizeof file_14},
  {"sql/reports/communities.sql", file_15, sizeof file_15},
  {"sql/reports/days.sql", file_16, sizeof file_16},
  {"sql/reports/household.sql", file_17, sizeof file_17},
  {"sql/reports/household_hours.sql", file_18, sizeof file_18},
  {"sql/reports/household_quarters.sql", file_19, sizeof file_19},
  {"sql/reports/invoices.sql", file_20, sizeof file_20},
  {"sql/reports/meters.sql", file_21, sizeof file_21},
  {"sql/reports/quality.sql", file_22, sizeof file_22},
  {"sql/reports/rejects.sql", file_23, sizeof file_23},
};
const struct embedded_file *embedded_files(void) { return files; }
size_t embedded_file_count(void) { return sizeof files / sizeof *files; }
