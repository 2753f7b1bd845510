#include "embedded.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char file_0[] = {
#embed "../../Sources/gridctl/Help/db-init.md" if_empty(0)
};
static const unsigned char file_1[] = {
#embed "../../sql/grid/local_days.sql" if_empty(0)
};
static const unsigned char file_2[] = {
#embed "../../sql/ingest/import_communities.sql" if_empty(0)
};
static const unsigned char file_3[] = {
#embed "../../sql/ingest/import_communities_with_readings.sql" if_empty(0)
};
static const unsigned char file_4[] = {
#embed "../../sql/ingest/import_contracts.sql" if_empty(0)
};
static const unsigned char file_5[] = {
#embed "../../sql/ingest/import_customers.sql" if_empty(0)
};
static const unsigned char file_6[] = {
#embed "../../sql/ingest/import_invoiced_versions.sql" if_empty(0)
};
static const unsigned char file_7[] = {
#embed "../../sql/ingest/import_known_codes.sql" if_empty(0)
};
static const unsigned char file_8[] = {
#embed "../../sql/ingest/import_lock.sql" if_empty(0)
};
static const unsigned char file_9[] = {
#embed "../../sql/ingest/import_mark_stale.sql" if_empty(0)
};
static const unsigned char file_10[] = {
#embed "../../sql/ingest/import_memberships_added.sql" if_empty(0)
};
static const unsigned char file_11[] = {
#embed "../../sql/ingest/import_memberships_changed.sql" if_empty(0)
};
static const unsigned char file_12[] = {
#embed "../../sql/ingest/import_meters.sql" if_empty(0)
};
static const unsigned char file_13[] = {
#embed "../../sql/ingest/import_meters_with_readings.sql" if_empty(0)
};
static const unsigned char file_14[] = {
#embed "../../sql/ingest/import_moved_readings.sql" if_empty(0)
};
static const unsigned char file_15[] = {
#embed "../../sql/ingest/import_stored_communities.sql" if_empty(0)
};
static const unsigned char file_16[] = {
#embed "../../sql/ingest/import_stored_contracts.sql" if_empty(0)
};
static const unsigned char file_17[] = {
#embed "../../sql/ingest/import_stored_customers.sql" if_empty(0)
};
static const unsigned char file_18[] = {
#embed "../../sql/ingest/import_stored_memberships.sql" if_empty(0)
};
static const unsigned char file_19[] = {
#embed "../../sql/ingest/import_stored_meters.sql" if_empty(0)
};
static const unsigned char file_20[] = {
#embed "../../sql/ingest/import_stored_tariffs.sql" if_empty(0)
};
static const unsigned char file_21[] = {
#embed "../../sql/ingest/import_tariff_prices.sql" if_empty(0)
};
static const unsigned char file_22[] = {
#embed "../../sql/ingest/import_tariff_prices_cleared.sql" if_empty(0)
};
static const unsigned char file_23[] = {
#embed "../../sql/ingest/import_tariff_versions.sql" if_empty(0)
};
static const unsigned char file_24[] = {
#embed "../../sql/ingest/import_tariffs.sql" if_empty(0)
};
static const unsigned char file_25[] = {
#embed "../../sql/ingest/import_zones.sql" if_empty(0)
};
static const unsigned char file_26[] = {
#embed "../../sql/migrations/0001_ops.sql" if_empty(0)
};
static const unsigned char file_27[] = {
#embed "../../sql/migrations/0002_grid.sql" if_empty(0)
};
static const unsigned char file_28[] = {
#embed "../../sql/migrations/0003_ingest.sql" if_empty(0)
};
static const unsigned char file_29[] = {
#embed "../../sql/migrations/0004_aggregate.sql" if_empty(0)
};
static const unsigned char file_30[] = {
#embed "../../sql/migrations/0005_billing.sql" if_empty(0)
};
static const unsigned char file_31[] = {
#embed "../../sql/ops/end_run.sql" if_empty(0)
};
static const unsigned char file_32[] = {
#embed "../../sql/ops/runs.sql" if_empty(0)
};
static const unsigned char file_33[] = {
#embed "../../sql/ops/start_run.sql" if_empty(0)
};
static const unsigned char file_34[] = {
#embed "../../sql/ops/today.sql" if_empty(0)
};
static const unsigned char file_35[] = {
#embed "../../sql/ops/try_lock.sql" if_empty(0)
};
static const struct embedded_file files[] = {
  {"Help/db-init.md", file_0, sizeof file_0},
  {"sql/grid/local_days.sql", file_1, sizeof file_1},
  {"sql/ingest/import_communities.sql", file_2, sizeof file_2},
  {"sql/ingest/import_communities_with_readings.sql", file_3, sizeof file_3},
  {"sql/ingest/import_contracts.sql", file_4, sizeof file_4},
  {"sql/ingest/import_customers.sql", file_5, sizeof file_5},
  {"sql/ingest/import_invoiced_versions.sql", file_6, sizeof file_6},
  {"sql/ingest/import_known_codes.sql", file_7, sizeof file_7},
  {"sql/ingest/import_lock.sql", file_8, sizeof file_8},
  {"sql/ingest/import_mark_stale.sql", file_9, sizeof file_9},
  {"sql/ingest/import_memberships_added.sql", file_10, sizeof file_10},
  {"sql/ingest/import_memberships_changed.sql", file_11, sizeof file_11},
  {"sql/ingest/import_meters.sql", file_12, sizeof file_12},
  {"sql/ingest/import_meters_with_readings.sql", file_13, sizeof file_13},
  {"sql/ingest/import_moved_readings.sql", file_14, sizeof file_14},
  {"sql/ingest/import_stored_communities.sql", file_15, sizeof file_15},
  {"sql/ingest/import_stored_contracts.sql", file_16, sizeof file_16},
  {"sql/ingest/import_stored_customers.sql", file_17, sizeof file_17},
  {"sql/ingest/import_stored_memberships.sql", file_18, sizeof file_18},
  {"sql/ingest/import_stored_meters.sql", file_19, sizeof file_19},
  {"sql/ingest/import_stored_tariffs.sql", file_20, sizeof file_20},
  {"sql/ingest/import_tariff_prices.sql", file_21, sizeof file_21},
  {"sql/ingest/import_tariff_prices_cleared.sql", file_22, sizeof file_22},
  {"sql/ingest/import_tariff_versions.sql", file_23, sizeof file_23},
  {"sql/ingest/import_tariffs.sql", file_24, sizeof file_24},
  {"sql/ingest/import_zones.sql", file_25, sizeof file_25},
  {"sql/migrations/0001_ops.sql", file_26, sizeof file_26},
  {"sql/migrations/0002_grid.sql", file_27, sizeof file_27},
  {"sql/migrations/0003_ingest.sql", file_28, sizeof file_28},
  {"sql/migrations/0004_aggregate.sql", file_29, sizeof file_29},
  {"sql/migrations/0005_billing.sql", file_30, sizeof file_30},
  {"sql/ops/end_run.sql", file_31, sizeof file_31},
  {"sql/ops/runs.sql", file_32, sizeof file_32},
  {"sql/ops/start_run.sql", file_33, sizeof file_33},
  {"sql/ops/today.sql", file_34, sizeof file_34},
  {"sql/ops/try_lock.sql", file_35, sizeof file_35},
};
const struct embedded_file *embedded_files(void) { return files; }
size_t embedded_file_count(void) { return sizeof files / sizeof *files; }
