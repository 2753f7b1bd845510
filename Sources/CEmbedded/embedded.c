#include "embedded.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char file_0[] = {
#embed "../../Sources/gridctl/Help/bill-issue.md" if_empty(0)
};
static const unsigned char file_1[] = {
#embed "../../Sources/gridctl/Help/bill-list.md" if_empty(0)
};
static const unsigned char file_2[] = {
#embed "../../Sources/gridctl/Help/bill-run.md" if_empty(0)
};
static const unsigned char file_3[] = {
#embed "../../Sources/gridctl/Help/bill-show.md" if_empty(0)
};
static const unsigned char file_4[] = {
#embed "../../Sources/gridctl/Help/db-init.md" if_empty(0)
};
static const unsigned char file_5[] = {
#embed "../../sql/aggregate/add_partitions.sql" if_empty(0)
};
static const unsigned char file_6[] = {
#embed "../../sql/aggregate/copy_meter_days.sql" if_empty(0)
};
static const unsigned char file_7[] = {
#embed "../../sql/aggregate/delete_community_slots.sql" if_empty(0)
};
static const unsigned char file_8[] = {
#embed "../../sql/aggregate/delete_meter_days.sql" if_empty(0)
};
static const unsigned char file_9[] = {
#embed "../../sql/aggregate/make_community_days.sql" if_empty(0)
};
static const unsigned char file_10[] = {
#embed "../../sql/aggregate/make_community_slots.sql" if_empty(0)
};
static const unsigned char file_11[] = {
#embed "../../sql/aggregate/make_unit.sql" if_empty(0)
};
static const unsigned char file_12[] = {
#embed "../../sql/aggregate/mark_period.sql" if_empty(0)
};
static const unsigned char file_13[] = {
#embed "../../sql/aggregate/stale_communities.sql" if_empty(0)
};
static const unsigned char file_14[] = {
#embed "../../sql/aggregate/take_stale.sql" if_empty(0)
};
static const unsigned char file_15[] = {
#embed "../../sql/aggregate/unit_blocks.sql" if_empty(0)
};
static const unsigned char file_16[] = {
#embed "../../sql/aggregate/unit_days.sql" if_empty(0)
};
static const unsigned char file_17[] = {
#embed "../../sql/billing/blocks.sql" if_empty(0)
};
static const unsigned char file_18[] = {
#embed "../../sql/billing/clear_slices.sql" if_empty(0)
};
static const unsigned char file_19[] = {
#embed "../../sql/billing/communities.sql" if_empty(0)
};
static const unsigned char file_20[] = {
#embed "../../sql/billing/copy_energy.sql" if_empty(0)
};
static const unsigned char file_21[] = {
#embed "../../sql/billing/copy_slices.sql" if_empty(0)
};
static const unsigned char file_22[] = {
#embed "../../sql/billing/delete_drafts.sql" if_empty(0)
};
static const unsigned char file_23[] = {
#embed "../../sql/billing/delete_issued_drafts.sql" if_empty(0)
};
static const unsigned char file_24[] = {
#embed "../../sql/billing/draft_totals.sql" if_empty(0)
};
static const unsigned char file_25[] = {
#embed "../../sql/billing/homeless_contracts.sql" if_empty(0)
};
static const unsigned char file_26[] = {
#embed "../../sql/billing/incomplete_drafts.sql" if_empty(0)
};
static const unsigned char file_27[] = {
#embed "../../sql/billing/invoice_lines.sql" if_empty(0)
};
static const unsigned char file_28[] = {
#embed "../../sql/billing/invoice_vat.sql" if_empty(0)
};
static const unsigned char file_29[] = {
#embed "../../sql/billing/invoices.sql" if_empty(0)
};
static const unsigned char file_30[] = {
#embed "../../sql/billing/issue_dates.sql" if_empty(0)
};
static const unsigned char file_31[] = {
#embed "../../sql/billing/issue_invoices.sql" if_empty(0)
};
static const unsigned char file_32[] = {
#embed "../../sql/billing/issue_lines.sql" if_empty(0)
};
static const unsigned char file_33[] = {
#embed "../../sql/billing/issue_vat.sql" if_empty(0)
};
static const unsigned char file_34[] = {
#embed "../../sql/billing/latest_issue.sql" if_empty(0)
};
static const unsigned char file_35[] = {
#embed "../../sql/billing/lock_issue.sql" if_empty(0)
};
static const unsigned char file_36[] = {
#embed "../../sql/billing/lock_run.sql" if_empty(0)
};
static const unsigned char file_37[] = {
#embed "../../sql/billing/make_drafts.sql" if_empty(0)
};
static const unsigned char file_38[] = {
#embed "../../sql/billing/make_lines.sql" if_empty(0)
};
static const unsigned char file_39[] = {
#embed "../../sql/billing/make_vat.sql" if_empty(0)
};
static const unsigned char file_40[] = {
#embed "../../sql/billing/slices.sql" if_empty(0)
};
static const unsigned char file_41[] = {
#embed "../../sql/billing/take_numbers.sql" if_empty(0)
};
static const unsigned char file_42[] = {
#embed "../../sql/billing/tariff_windows.sql" if_empty(0)
};
static const unsigned char file_43[] = {
#embed "../../sql/checks/invoice_is_its_lines.sql" if_empty(0)
};
static const unsigned char file_44[] = {
#embed "../../sql/checks/invoice_line_rounded_once.sql" if_empty(0)
};
static const unsigned char file_45[] = {
#embed "../../sql/checks/invoice_numbers_without_gap.sql" if_empty(0)
};
static const unsigned char file_46[] = {
#embed "../../sql/checks/invoice_or_draft.sql" if_empty(0)
};
static const unsigned char file_47[] = {
#embed "../../sql/checks/invoice_vat_on_summed_net.sql" if_empty(0)
};
static const unsigned char file_48[] = {
#embed "../../sql/grid/local_days.sql" if_empty(0)
};
static const unsigned char file_49[] = {
#embed "../../sql/ingest/add_partitions.sql" if_empty(0)
};
static const unsigned char file_50[] = {
#embed "../../sql/ingest/batch.sql" if_empty(0)
};
static const unsigned char file_51[] = {
#embed "../../sql/ingest/community.sql" if_empty(0)
};
static const unsigned char file_52[] = {
#embed "../../sql/ingest/copy_block_stage.sql" if_empty(0)
};
static const unsigned char file_53[] = {
#embed "../../sql/ingest/copy_blocks.sql" if_empty(0)
};
static const unsigned char file_54[] = {
#embed "../../sql/ingest/copy_part_stage.sql" if_empty(0)
};
static const unsigned char file_55[] = {
#embed "../../sql/ingest/copy_rejects.sql" if_empty(0)
};
static const unsigned char file_56[] = {
#embed "../../sql/ingest/delete_rejects.sql" if_empty(0)
};
static const unsigned char file_57[] = {
#embed "../../sql/ingest/empty_stages.sql" if_empty(0)
};
static const unsigned char file_58[] = {
#embed "../../sql/ingest/end_batch.sql" if_empty(0)
};
static const unsigned char file_59[] = {
#embed "../../sql/ingest/existing_blocks.sql" if_empty(0)
};
static const unsigned char file_60[] = {
#embed "../../sql/ingest/existing_parts.sql" if_empty(0)
};
static const unsigned char file_61[] = {
#embed "../../sql/ingest/make_block_stage.sql" if_empty(0)
};
static const unsigned char file_62[] = {
#embed "../../sql/ingest/make_part_stage.sql" if_empty(0)
};
static const unsigned char file_63[] = {
#embed "../../sql/ingest/mark_stale.sql" if_empty(0)
};
static const unsigned char file_64[] = {
#embed "../../sql/ingest/put_blocks.sql" if_empty(0)
};
static const unsigned char file_65[] = {
#embed "../../sql/ingest/put_parts.sql" if_empty(0)
};
static const unsigned char file_66[] = {
#embed "../../sql/ingest/registry.sql" if_empty(0)
};
static const unsigned char file_67[] = {
#embed "../../sql/ingest/start_batch.sql" if_empty(0)
};
static const unsigned char file_68[] = {
#embed "../../sql/migrations/0001_ops.sql" if_empty(0)
};
static const unsigned char file_69[] = {
#embed "../../sql/migrations/0002_grid.sql" if_empty(0)
};
static const unsigned char file_70[] = {
#embed "../../sql/migrations/0003_ingest.sql" if_empty(0)
};
static const unsigned char file_71[] = {
#embed "../../sql/migrations/0004_aggregate.sql" if_empty(0)
};
static const unsigned char file_72[] = {
#embed "../../sql/migrations/0005_billing.sql" if_empty(0)
};
static const unsigned char file_73[] = {
#embed "../../sql/ops/end_run.sql" if_empty(0)
};
static const unsigned char file_74[] = {
#embed "../../sql/ops/runs.sql" if_empty(0)
};
static const unsigned char file_75[] = {
#embed "../../sql/ops/start_run.sql" if_empty(0)
};
static const unsigned char file_76[] = {
#embed "../../sql/ops/today.sql" if_empty(0)
};
static const unsigned char file_77[] = {
#embed "../../sql/ops/try_lock.sql" if_empty(0)
};
static const struct embedded_file files[] = {
  {"Help/bill-issue.md", file_0, sizeof file_0},
  {"Help/bill-list.md", file_1, sizeof file_1},
  {"Help/bill-run.md", file_2, sizeof file_2},
  {"Help/bill-show.md", file_3, sizeof file_3},
  {"Help/db-init.md", file_4, sizeof file_4},
  {"sql/aggregate/add_partitions.sql", file_5, sizeof file_5},
  {"sql/aggregate/copy_meter_days.sql", file_6, sizeof file_6},
  {"sql/aggregate/delete_community_slots.sql", file_7, sizeof file_7},
  {"sql/aggregate/delete_meter_days.sql", file_8, sizeof file_8},
  {"sql/aggregate/make_community_days.sql", file_9, sizeof file_9},
  {"sql/aggregate/make_community_slots.sql", file_10, sizeof file_10},
  {"sql/aggregate/make_unit.sql", file_11, sizeof file_11},
  {"sql/aggregate/mark_period.sql", file_12, sizeof file_12},
  {"sql/aggregate/stale_communities.sql", file_13, sizeof file_13},
  {"sql/aggregate/take_stale.sql", file_14, sizeof file_14},
  {"sql/aggregate/unit_blocks.sql", file_15, sizeof file_15},
  {"sql/aggregate/unit_days.sql", file_16, sizeof file_16},
  {"sql/billing/blocks.sql", file_17, sizeof file_17},
  {"sql/billing/clear_slices.sql", file_18, sizeof file_18},
  {"sql/billing/communities.sql", file_19, sizeof file_19},
  {"sql/billing/copy_energy.sql", file_20, sizeof file_20},
  {"sql/billing/copy_slices.sql", file_21, sizeof file_21},
  {"sql/billing/delete_drafts.sql", file_22, sizeof file_22},
  {"sql/billing/delete_issued_drafts.sql", file_23, sizeof file_23},
  {"sql/billing/draft_totals.sql", file_24, sizeof file_24},
  {"sql/billing/homeless_contracts.sql", file_25, sizeof file_25},
  {"sql/billing/incomplete_drafts.sql", file_26, sizeof file_26},
  {"sql/billing/invoice_lines.sql", file_27, sizeof file_27},
  {"sql/billing/invoice_vat.sql", file_28, sizeof file_28},
  {"sql/billing/invoices.sql", file_29, sizeof file_29},
  {"sql/billing/issue_dates.sql", file_30, sizeof file_30},
  {"sql/billing/issue_invoices.sql", file_31, sizeof file_31},
  {"sql/billing/issue_lines.sql", file_32, sizeof file_32},
  {"sql/billing/issue_vat.sql", file_33, sizeof file_33},
  {"sql/billing/latest_issue.sql", file_34, sizeof file_34},
  {"sql/billing/lock_issue.sql", file_35, sizeof file_35},
  {"sql/billing/lock_run.sql", file_36, sizeof file_36},
  {"sql/billing/make_drafts.sql", file_37, sizeof file_37},
  {"sql/billing/make_lines.sql", file_38, sizeof file_38},
  {"sql/billing/make_vat.sql", file_39, sizeof file_39},
  {"sql/billing/slices.sql", file_40, sizeof file_40},
  {"sql/billing/take_numbers.sql", file_41, sizeof file_41},
  {"sql/billing/tariff_windows.sql", file_42, sizeof file_42},
  {"sql/checks/invoice_is_its_lines.sql", file_43, sizeof file_43},
  {"sql/checks/invoice_line_rounded_once.sql", file_44, sizeof file_44},
  {"sql/checks/invoice_numbers_without_gap.sql", file_45, sizeof file_45},
  {"sql/checks/invoice_or_draft.sql", file_46, sizeof file_46},
  {"sql/checks/invoice_vat_on_summed_net.sql", file_47, sizeof file_47},
  {"sql/grid/local_days.sql", file_48, sizeof file_48},
  {"sql/ingest/add_partitions.sql", file_49, sizeof file_49},
  {"sql/ingest/batch.sql", file_50, sizeof file_50},
  {"sql/ingest/community.sql", file_51, sizeof file_51},
  {"sql/ingest/copy_block_stage.sql", file_52, sizeof file_52},
  {"sql/ingest/copy_blocks.sql", file_53, sizeof file_53},
  {"sql/ingest/copy_part_stage.sql", file_54, sizeof file_54},
  {"sql/ingest/copy_rejects.sql", file_55, sizeof file_55},
  {"sql/ingest/delete_rejects.sql", file_56, sizeof file_56},
  {"sql/ingest/empty_stages.sql", file_57, sizeof file_57},
  {"sql/ingest/end_batch.sql", file_58, sizeof file_58},
  {"sql/ingest/existing_blocks.sql", file_59, sizeof file_59},
  {"sql/ingest/existing_parts.sql", file_60, sizeof file_60},
  {"sql/ingest/make_block_stage.sql", file_61, sizeof file_61},
  {"sql/ingest/make_part_stage.sql", file_62, sizeof file_62},
  {"sql/ingest/mark_stale.sql", file_63, sizeof file_63},
  {"sql/ingest/put_blocks.sql", file_64, sizeof file_64},
  {"sql/ingest/put_parts.sql", file_65, sizeof file_65},
  {"sql/ingest/registry.sql", file_66, sizeof file_66},
  {"sql/ingest/start_batch.sql", file_67, sizeof file_67},
  {"sql/migrations/0001_ops.sql", file_68, sizeof file_68},
  {"sql/migrations/0002_grid.sql", file_69, sizeof file_69},
  {"sql/migrations/0003_ingest.sql", file_70, sizeof file_70},
  {"sql/migrations/0004_aggregate.sql", file_71, sizeof file_71},
  {"sql/migrations/0005_billing.sql", file_72, sizeof file_72},
  {"sql/ops/end_run.sql", file_73, sizeof file_73},
  {"sql/ops/runs.sql", file_74, sizeof file_74},
  {"sql/ops/start_run.sql", file_75, sizeof file_75},
  {"sql/ops/today.sql", file_76, sizeof file_76},
  {"sql/ops/try_lock.sql", file_77, sizeof file_77},
};
const struct embedded_file *embedded_files(void) { return files; }
size_t embedded_file_count(void) { return sizeof files / sizeof *files; }
