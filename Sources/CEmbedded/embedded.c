#include "embedded.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char file_0[] = {
#embed "../../Sources/gridctl/Help/db-init.md" if_empty(0)
};
static const unsigned char file_1[] = {
#embed "../../sql/grid/local_days.sql" if_empty(0)
};
static const unsigned char file_2[] = {
#embed "../../sql/ingest/add_partitions.sql" if_empty(0)
};
static const unsigned char file_3[] = {
#embed "../../sql/ingest/batch.sql" if_empty(0)
};
static const unsigned char file_4[] = {
#embed "../../sql/ingest/community.sql" if_empty(0)
};
static const unsigned char file_5[] = {
#embed "../../sql/ingest/composed_days.sql" if_empty(0)
};
static const unsigned char file_6[] = {
#embed "../../sql/ingest/copy_block_stage.sql" if_empty(0)
};
static const unsigned char file_7[] = {
#embed "../../sql/ingest/copy_blocks.sql" if_empty(0)
};
static const unsigned char file_8[] = {
#embed "../../sql/ingest/copy_part_stage.sql" if_empty(0)
};
static const unsigned char file_9[] = {
#embed "../../sql/ingest/copy_rejects.sql" if_empty(0)
};
static const unsigned char file_10[] = {
#embed "../../sql/ingest/empty_stages.sql" if_empty(0)
};
static const unsigned char file_11[] = {
#embed "../../sql/ingest/end_batch.sql" if_empty(0)
};
static const unsigned char file_12[] = {
#embed "../../sql/ingest/existing_blocks.sql" if_empty(0)
};
static const unsigned char file_13[] = {
#embed "../../sql/ingest/existing_parts.sql" if_empty(0)
};
static const unsigned char file_14[] = {
#embed "../../sql/ingest/make_block_stage.sql" if_empty(0)
};
static const unsigned char file_15[] = {
#embed "../../sql/ingest/make_part_stage.sql" if_empty(0)
};
static const unsigned char file_16[] = {
#embed "../../sql/ingest/mark_stale.sql" if_empty(0)
};
static const unsigned char file_17[] = {
#embed "../../sql/ingest/put_blocks.sql" if_empty(0)
};
static const unsigned char file_18[] = {
#embed "../../sql/ingest/put_parts.sql" if_empty(0)
};
static const unsigned char file_19[] = {
#embed "../../sql/ingest/registry.sql" if_empty(0)
};
static const unsigned char file_20[] = {
#embed "../../sql/ingest/restamp_batch.sql" if_empty(0)
};
static const unsigned char file_21[] = {
#embed "../../sql/ingest/start_batch.sql" if_empty(0)
};
static const unsigned char file_22[] = {
#embed "../../sql/migrations/0001_ops.sql" if_empty(0)
};
static const unsigned char file_23[] = {
#embed "../../sql/migrations/0002_grid.sql" if_empty(0)
};
static const unsigned char file_24[] = {
#embed "../../sql/migrations/0003_ingest.sql" if_empty(0)
};
static const unsigned char file_25[] = {
#embed "../../sql/migrations/0004_aggregate.sql" if_empty(0)
};
static const unsigned char file_26[] = {
#embed "../../sql/migrations/0005_billing.sql" if_empty(0)
};
static const unsigned char file_27[] = {
#embed "../../sql/ops/end_run.sql" if_empty(0)
};
static const unsigned char file_28[] = {
#embed "../../sql/ops/runs.sql" if_empty(0)
};
static const unsigned char file_29[] = {
#embed "../../sql/ops/start_run.sql" if_empty(0)
};
static const unsigned char file_30[] = {
#embed "../../sql/ops/today.sql" if_empty(0)
};
static const unsigned char file_31[] = {
#embed "../../sql/ops/try_lock.sql" if_empty(0)
};
static const struct embedded_file files[] = {
  {"Help/db-init.md", file_0, sizeof file_0},
  {"sql/grid/local_days.sql", file_1, sizeof file_1},
  {"sql/ingest/add_partitions.sql", file_2, sizeof file_2},
  {"sql/ingest/batch.sql", file_3, sizeof file_3},
  {"sql/ingest/community.sql", file_4, sizeof file_4},
  {"sql/ingest/composed_days.sql", file_5, sizeof file_5},
  {"sql/ingest/copy_block_stage.sql", file_6, sizeof file_6},
  {"sql/ingest/copy_blocks.sql", file_7, sizeof file_7},
  {"sql/ingest/copy_part_stage.sql", file_8, sizeof file_8},
  {"sql/ingest/copy_rejects.sql", file_9, sizeof file_9},
  {"sql/ingest/empty_stages.sql", file_10, sizeof file_10},
  {"sql/ingest/end_batch.sql", file_11, sizeof file_11},
  {"sql/ingest/existing_blocks.sql", file_12, sizeof file_12},
  {"sql/ingest/existing_parts.sql", file_13, sizeof file_13},
  {"sql/ingest/make_block_stage.sql", file_14, sizeof file_14},
  {"sql/ingest/make_part_stage.sql", file_15, sizeof file_15},
  {"sql/ingest/mark_stale.sql", file_16, sizeof file_16},
  {"sql/ingest/put_blocks.sql", file_17, sizeof file_17},
  {"sql/ingest/put_parts.sql", file_18, sizeof file_18},
  {"sql/ingest/registry.sql", file_19, sizeof file_19},
  {"sql/ingest/restamp_batch.sql", file_20, sizeof file_20},
  {"sql/ingest/start_batch.sql", file_21, sizeof file_21},
  {"sql/migrations/0001_ops.sql", file_22, sizeof file_22},
  {"sql/migrations/0002_grid.sql", file_23, sizeof file_23},
  {"sql/migrations/0003_ingest.sql", file_24, sizeof file_24},
  {"sql/migrations/0004_aggregate.sql", file_25, sizeof file_25},
  {"sql/migrations/0005_billing.sql", file_26, sizeof file_26},
  {"sql/ops/end_run.sql", file_27, sizeof file_27},
  {"sql/ops/runs.sql", file_28, sizeof file_28},
  {"sql/ops/start_run.sql", file_29, sizeof file_29},
  {"sql/ops/today.sql", file_30, sizeof file_30},
  {"sql/ops/try_lock.sql", file_31, sizeof file_31},
};
const struct embedded_file *embedded_files(void) { return files; }
size_t embedded_file_count(void) { return sizeof files / sizeof *files; }
