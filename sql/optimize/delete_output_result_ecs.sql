-- Delete what an output database says of a round and of our devices and what is not so any more.
--
-- $1 first_valid  bigint     first second of the round's horizon
-- $2 machine_id   integer[]  all devices that are ours
-- returns one
--   count  bigint
WITH gone AS (
  DELETE FROM result_ecs AS r
  WHERE r.first_valid_timestamp = $1::bigint AND r.machine_id = ANY ($2::integer[]) AND NOT EXISTS (
    SELECT FROM published AS s
    WHERE s.machine_id = r.machine_id AND s.result_type = r.result_type AND s.machine_type = r.machine_type AND s.duration = r.duration
      AND s.starts = ARRAY[
        r.decisions_0, r.decisions_1, r.decisions_2, r.decisions_3, r.decisions_4, r.decisions_5, r.decisions_6,
        r.decisions_7, r.decisions_8, r.decisions_9, r.decisions_10, r.decisions_11, r.decisions_12, r.decisions_13,
        r.decisions_14, r.decisions_15, r.decisions_16, r.decisions_17, r.decisions_18, r.decisions_19,
        r.decisions_20, r.decisions_21, r.decisions_22, r.decisions_23, r.decisions_24, r.decisions_25,
        r.decisions_26, r.decisions_27, r.decisions_28, r.decisions_29, r.decisions_30, r.decisions_31,
        r.decisions_32, r.decisions_33, r.decisions_34, r.decisions_35, r.decisions_36, r.decisions_37,
        r.decisions_38, r.decisions_39, r.decisions_40, r.decisions_41, r.decisions_42, r.decisions_43,
        r.decisions_44, r.decisions_45, r.decisions_46, r.decisions_47, r.decisions_48, r.decisions_49,
        r.decisions_50, r.decisions_51, r.decisions_52, r.decisions_53, r.decisions_54, r.decisions_55,
        r.decisions_56, r.decisions_57, r.decisions_58, r.decisions_59, r.decisions_60, r.decisions_61,
        r.decisions_62, r.decisions_63, r.decisions_64, r.decisions_65, r.decisions_66, r.decisions_67,
        r.decisions_68, r.decisions_69, r.decisions_70, r.decisions_71, r.decisions_72, r.decisions_73,
        r.decisions_74, r.decisions_75, r.decisions_76, r.decisions_77, r.decisions_78, r.decisions_79,
        r.decisions_80, r.decisions_81, r.decisions_82, r.decisions_83, r.decisions_84, r.decisions_85,
        r.decisions_86, r.decisions_87, r.decisions_88, r.decisions_89, r.decisions_90, r.decisions_91,
        r.decisions_92, r.decisions_93, r.decisions_94, r.decisions_95])
  RETURNING 1
)
SELECT count(*) AS count FROM gone
