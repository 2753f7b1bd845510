-- Written by Scripts/schema.sh: the sum of the migrations. Nothing reads it but people.
--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: aggregate; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA aggregate;

--
-- Name: billing; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA billing;

--
-- Name: grid; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA grid;

--
-- Name: ingest; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA ingest;

--
-- Name: ops; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA ops;

--
-- Name: btree_gist; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

--
-- Name: EXTENSION btree_gist; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

--
-- Name: day_start(date, text); Type: FUNCTION; Schema: grid; Owner: -
--

CREATE FUNCTION grid.day_start(day date, zone text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
  SELECT min(start)
  FROM (SELECT (day::timestamp AT TIME ZONE zone) - back AS start
        FROM unnest(ARRAY[interval '0', interval '30 min', interval '1 hour']) AS back) AS candidate
  WHERE (start AT TIME ZONE zone) >= day::timestamp
$$;

--
-- Name: member_days(daterange, text, timestamp with time zone); Type: FUNCTION; Schema: grid; Owner: -
--

CREATE FUNCTION grid.member_days(period daterange, code text, as_of timestamp with time zone) RETURNS TABLE(community_id bigint, community text, zone text, meter_id bigint, meter text, kind text, interval_s integer, day date, ended boolean)
    LANGUAGE sql STABLE
    AS $$
  SELECT c.community_id, c.community, c.zone, m.meter_id, m.meter, m.kind, m.interval_s, d::date,
         d::date < (as_of AT TIME ZONE c.zone)::date
  FROM grid.membership AS s
  JOIN grid.community AS c USING (community_id)
  JOIN grid.meter AS m USING (meter_id)
  CROSS JOIN LATERAL generate_series(lower(s.during * period)::timestamp, (upper(s.during * period) - 1)::timestamp,
                                     interval '1 day') AS d
  WHERE s.during && period AND (code IS NULL OR c.community = code)
$$;

--
-- Name: unit(smallint); Type: FUNCTION; Schema: grid; Owner: -
--

CREATE FUNCTION grid.unit(exponent smallint) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT CASE exponent WHEN 0 THEN 1 ELSE 0.001 END
$$;

--
-- Name: add_partitions(regclass, date[]); Type: FUNCTION; Schema: ops; Owner: -
--

CREATE FUNCTION ops.add_partitions(relation regclass, days date[]) RETURNS integer
    LANGUAGE plpgsql
    AS $$
DECLARE
  month date;
  added integer := 0;
BEGIN
  FOR month IN SELECT DISTINCT date_trunc('month', d::timestamp)::date FROM unnest(days) AS d ORDER BY 1 LOOP
    IF to_regclass(format('%s_%s', relation, to_char(month, 'YYYYMM'))) IS NULL THEN
      EXECUTE format('CREATE TABLE %s_%s PARTITION OF %s FOR VALUES FROM (%L) TO (%L) WITH (toast_tuple_target = 128)',
                     relation, to_char(month, 'YYYYMM'), relation, month, (month + interval '1 month')::date);
      added := added + 1;
    END IF;
  END LOOP;
  RETURN added;
END $$;

--
-- Name: append_only(regclass); Type: FUNCTION; Schema: ops; Owner: -
--

CREATE FUNCTION ops.append_only(relation regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM PUBLIC, CURRENT_USER', relation);
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s
                    FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', relation);
  END IF;
END $$;

--
-- Name: distribute(regclass); Type: FUNCTION; Schema: ops; Owner: -
--

CREATE FUNCTION ops.distribute(relation regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
    EXECUTE format('SELECT create_distributed_table(%L, %L)', relation::text, 'community_id');
  END IF;
END $$;

--
-- Name: refuse_change(); Type: FUNCTION; Schema: ops; Owner: -
--

CREATE FUNCTION ops.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'rows of %.% are never changed or deleted', TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', HINT = 'Correct them with a credit note.';
END $$;

--
-- Name: replicate(regclass); Type: FUNCTION; Schema: ops; Owner: -
--

CREATE FUNCTION ops.replicate(relation regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
    EXECUTE format('SELECT create_reference_table(%L)', relation::text);
  END IF;
END $$;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: community_day; Type: TABLE; Schema: aggregate; Owner: -
--

CREATE TABLE aggregate.community_day (
    community_id bigint NOT NULL,
    day date NOT NULL,
    member_count integer NOT NULL,
    expected_count integer NOT NULL,
    present_count integer NOT NULL,
    consumption_wh numeric NOT NULL,
    production_wh numeric NOT NULL,
    import_wh numeric NOT NULL,
    export_wh numeric NOT NULL,
    charge_wh numeric NOT NULL,
    discharge_wh numeric NOT NULL,
    day_minutes integer NOT NULL,
    strict_bits bit varying NOT NULL,
    strict_bits_s integer NOT NULL,
    strict_minutes integer NOT NULL,
    net_minutes integer NOT NULL,
    balance_percent numeric
);

--
-- Name: COLUMN community_day.strict_bits; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.community_day.strict_bits IS 'bit_and over the members, five minutes a bit where every member allows it, else quarter hours; zero where one is unknown.';

--
-- Name: all_day; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.all_day AS
 SELECT community_day.day,
    sum(community_day.member_count) AS member_count,
    sum(community_day.expected_count) AS expected_count,
    sum(community_day.present_count) AS present_count,
    sum(community_day.consumption_wh) AS consumption_wh,
    sum(community_day.production_wh) AS production_wh,
    sum(community_day.import_wh) AS import_wh,
    sum(community_day.export_wh) AS export_wh,
    round((((100)::numeric * sum(community_day.production_wh)) / NULLIF(sum(community_day.consumption_wh), (0)::numeric)), 1) AS balance_percent
   FROM aggregate.community_day
  GROUP BY community_day.day;

--
-- Name: community_month; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.community_month AS
 SELECT community_day.community_id,
    (date_trunc('month'::text, (community_day.day)::timestamp without time zone))::date AS month,
    max(community_day.member_count) AS member_count,
    sum(community_day.expected_count) AS expected_count,
    sum(community_day.present_count) AS present_count,
    sum(community_day.consumption_wh) AS consumption_wh,
    sum(community_day.production_wh) AS production_wh,
    sum(community_day.import_wh) AS import_wh,
    sum(community_day.export_wh) AS export_wh,
    sum(community_day.charge_wh) AS charge_wh,
    sum(community_day.discharge_wh) AS discharge_wh,
    sum(community_day.day_minutes) AS day_minutes,
    sum(community_day.strict_minutes) AS strict_minutes,
    sum(community_day.net_minutes) AS net_minutes,
    round((((100)::numeric * sum(community_day.production_wh)) / NULLIF(sum(community_day.consumption_wh), (0)::numeric)), 1) AS balance_percent
   FROM aggregate.community_day
  GROUP BY community_day.community_id, ((date_trunc('month'::text, (community_day.day)::timestamp without time zone))::date);

--
-- Name: all_month; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.all_month AS
 SELECT community_month.month,
    sum(community_month.member_count) AS member_count,
    sum(community_month.expected_count) AS expected_count,
    sum(community_month.present_count) AS present_count,
    sum(community_month.consumption_wh) AS consumption_wh,
    sum(community_month.production_wh) AS production_wh,
    sum(community_month.import_wh) AS import_wh,
    sum(community_month.export_wh) AS export_wh,
    round((((100)::numeric * sum(community_month.production_wh)) / NULLIF(sum(community_month.consumption_wh), (0)::numeric)), 1) AS balance_percent
   FROM aggregate.community_month
  GROUP BY community_month.month;

--
-- Name: community_slot; Type: TABLE; Schema: aggregate; Owner: -
--

CREATE TABLE aggregate.community_slot (
    community_id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    day date NOT NULL,
    slot integer NOT NULL,
    member_count integer NOT NULL,
    present_count integer NOT NULL,
    consumption_wh numeric,
    production_wh numeric,
    import_wh numeric,
    export_wh numeric,
    balance_percent numeric,
    strict boolean NOT NULL,
    net boolean,
    CONSTRAINT present_are_members CHECK ((present_count <= member_count))
);

--
-- Name: TABLE community_slot; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON TABLE aggregate.community_slot IS 'A community''s quarter hours. NULL sums: no member''s readings are known.';

--
-- Name: COLUMN community_slot.slot; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.community_slot.slot IS 'Quarter hour of the local day, from 1 to 92, 96 or 100.';

--
-- Name: COLUMN community_slot.balance_percent; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.community_slot.balance_percent IS '100 x production / consumption; NULL when nothing is consumed.';

--
-- Name: COLUMN community_slot.strict; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.community_slot.strict IS 'No member drew from the grid; false when a member is unknown.';

--
-- Name: COLUMN community_slot.net; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.community_slot.net IS 'Production of the known members met their consumption; NULL: none known.';

--
-- Name: all_slot; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.all_slot AS
 SELECT community_slot.starts_at,
    sum(community_slot.member_count) AS member_count,
    sum(community_slot.present_count) AS present_count,
    sum(community_slot.consumption_wh) AS consumption_wh,
    sum(community_slot.production_wh) AS production_wh,
    sum(community_slot.import_wh) AS import_wh,
    sum(community_slot.export_wh) AS export_wh,
    round((((100)::numeric * sum(community_slot.production_wh)) / NULLIF(sum(community_slot.consumption_wh), (0)::numeric)), 1) AS balance_percent,
    bool_and(community_slot.strict) AS strict,
    (sum(community_slot.production_wh) >= sum(community_slot.consumption_wh)) AS net
   FROM aggregate.community_slot
  GROUP BY community_slot.starts_at;

--
-- Name: community_hour; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.community_hour AS
 SELECT community_slot.community_id,
    community_slot.day,
    ((community_slot.slot - 1) / 4) AS hour,
    min(community_slot.starts_at) AS starts_at,
    max(community_slot.member_count) AS member_count,
    min(community_slot.present_count) AS present_count,
    sum(community_slot.consumption_wh) AS consumption_wh,
    sum(community_slot.production_wh) AS production_wh,
    sum(community_slot.import_wh) AS import_wh,
    sum(community_slot.export_wh) AS export_wh,
    bool_and(community_slot.strict) AS strict,
    bool_and(COALESCE(community_slot.net, false)) AS net,
    (count(*) FILTER (WHERE community_slot.strict) * 15) AS strict_minutes,
    (count(*) FILTER (WHERE community_slot.net) * 15) AS net_minutes
   FROM aggregate.community_slot
  GROUP BY community_slot.community_id, community_slot.day, ((community_slot.slot - 1) / 4);

--
-- Name: meter_day; Type: TABLE; Schema: aggregate; Owner: -
--

CREATE TABLE aggregate.meter_day (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    day date NOT NULL,
    interval_s integer NOT NULL,
    expected_count integer NOT NULL,
    present_count integer NOT NULL,
    consumption_wh numeric NOT NULL,
    production_wh numeric NOT NULL,
    import_wh numeric NOT NULL,
    export_wh numeric NOT NULL,
    charge_wh numeric NOT NULL,
    discharge_wh numeric NOT NULL,
    peak_import_w integer,
    strict_minutes integer NOT NULL,
    net_minutes integer NOT NULL,
    exponent smallint NOT NULL,
    consumption bigint[] NOT NULL,
    production bigint[] NOT NULL,
    import bigint[] NOT NULL,
    export bigint[] NOT NULL,
    strict_bits bit varying NOT NULL,
    strict_bits_s integer NOT NULL,
    strict_quarter_bits bit varying,
    CONSTRAINT counted CHECK (((present_count >= 0) AND (present_count <= expected_count)))
)
PARTITION BY RANGE (day);

--
-- Name: COLUMN meter_day.present_count; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.meter_day.present_count IS 'Intervals whose exchange with the grid is known.';

--
-- Name: COLUMN meter_day.net_minutes; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.meter_day.net_minutes IS 'Minutes of intervals in which production met consumption.';

--
-- Name: COLUMN meter_day.consumption; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.meter_day.consumption IS 'Quarter-hour sums in Wh x 10^exponent, 92/96/100 a day; NULL where no interval of the quarter is known.';

--
-- Name: COLUMN meter_day.strict_bits; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.meter_day.strict_bits IS 'One bit for each strict_bits_s seconds of the local day: 1 = all of it known, nothing drawn from the grid.';

--
-- Name: COLUMN meter_day.strict_bits_s; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.meter_day.strict_bits_s IS 'Five minutes, or the meter''s interval when that is longer.';

--
-- Name: COLUMN meter_day.strict_quarter_bits; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.meter_day.strict_quarter_bits IS 'The same in quarter hours; NULL for meters of a longer interval.';

--
-- Name: day; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.day AS
 SELECT meter_day.community_id,
    meter_day.meter_id,
    meter_day.day,
    meter_day.expected_count,
    meter_day.present_count,
    meter_day.consumption_wh,
    meter_day.production_wh,
    meter_day.import_wh,
    meter_day.export_wh,
    meter_day.charge_wh,
    meter_day.discharge_wh,
    meter_day.peak_import_w,
    meter_day.strict_minutes,
    meter_day.net_minutes
   FROM aggregate.meter_day;

--
-- Name: community; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.community (
    community_id bigint NOT NULL,
    community text NOT NULL,
    name text NOT NULL,
    zone text NOT NULL,
    limit_w bigint,
    CONSTRAINT limit_positive CHECK ((limit_w > 0))
);

--
-- Name: COLUMN community.zone; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.community.zone IS 'IANA time zone that cuts the community''s days and months.';

--
-- Name: COLUMN community.limit_w; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.community.limit_w IS 'Greatest mean power the community may draw; NULL: none.';

--
-- Name: quarter; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.quarter AS
 SELECT d.community_id,
    d.meter_id,
    d.day,
    (q.slot)::integer AS slot,
    (s.day_start + (((q.slot - 1))::double precision * '00:15:00'::interval)) AS starts_at,
    ((q.consumption)::numeric * grid.unit(d.exponent)) AS consumption_wh,
    ((q.production)::numeric * grid.unit(d.exponent)) AS production_wh,
    ((q.import)::numeric * grid.unit(d.exponent)) AS import_wh,
    ((q.export)::numeric * grid.unit(d.exponent)) AS export_wh
   FROM (((aggregate.meter_day d
     JOIN grid.community c USING (community_id))
     CROSS JOIN LATERAL ( SELECT grid.day_start(d.day, c.zone) AS day_start
         OFFSET 0) s)
     CROSS JOIN LATERAL UNNEST(d.consumption, d.production, d.import, d.export) WITH ORDINALITY q(consumption, production, import, export, slot));

--
-- Name: hour; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.hour AS
 SELECT quarter.community_id,
    quarter.meter_id,
    quarter.day,
    ((quarter.slot - 1) / 4) AS hour,
    min(quarter.starts_at) AS starts_at,
    sum(quarter.consumption_wh) AS consumption_wh,
    sum(quarter.production_wh) AS production_wh,
    sum(quarter.import_wh) AS import_wh,
    sum(quarter.export_wh) AS export_wh
   FROM aggregate.quarter
  GROUP BY quarter.community_id, quarter.meter_id, quarter.day, ((quarter.slot - 1) / 4);

--
-- Name: month; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.month AS
 SELECT meter_day.community_id,
    meter_day.meter_id,
    (date_trunc('month'::text, (meter_day.day)::timestamp without time zone))::date AS month,
    sum(meter_day.expected_count) AS expected_count,
    sum(meter_day.present_count) AS present_count,
    sum(meter_day.consumption_wh) AS consumption_wh,
    sum(meter_day.production_wh) AS production_wh,
    sum(meter_day.import_wh) AS import_wh,
    sum(meter_day.export_wh) AS export_wh,
    sum(meter_day.charge_wh) AS charge_wh,
    sum(meter_day.discharge_wh) AS discharge_wh,
    max(meter_day.peak_import_w) AS peak_import_w,
    sum(meter_day.strict_minutes) AS strict_minutes,
    sum(meter_day.net_minutes) AS net_minutes
   FROM aggregate.meter_day
  GROUP BY meter_day.community_id, meter_day.meter_id, ((date_trunc('month'::text, (meter_day.day)::timestamp without time zone))::date);

--
-- Name: draft; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.draft (
    community_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    period daterange NOT NULL,
    expected_count bigint NOT NULL,
    present_count bigint NOT NULL,
    net_eur numeric(14,2) NOT NULL,
    vat_eur numeric(14,2) NOT NULL,
    total_eur numeric(14,2) NOT NULL,
    CONSTRAINT counted CHECK (((present_count >= 0) AND (present_count <= expected_count))),
    CONSTRAINT total_is_net_and_vat CHECK ((total_eur = (net_eur + vat_eur)))
);

--
-- Name: COLUMN draft.present_count; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.draft.present_count IS 'Intervals with readings, of expected_count in the contracts'' days.';

--
-- Name: draft_line; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.draft_line (
    community_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    period daterange NOT NULL,
    line integer NOT NULL,
    contract_id bigint NOT NULL,
    kind text NOT NULL,
    tariff_period text NOT NULL,
    during daterange NOT NULL,
    quantity numeric NOT NULL,
    unit text NOT NULL,
    unit_price numeric(12,6) NOT NULL,
    net_eur numeric(14,2) NOT NULL,
    vat_rate numeric(5,2) NOT NULL,
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['standing_charge'::text, 'energy'::text, 'feed_in'::text])))
);

--
-- Name: COLUMN draft_line.quantity; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.draft_line.quantity IS 'kWh, or months for a standing charge; negative for feed-in.';

--
-- Name: COLUMN draft_line.net_eur; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.draft_line.net_eur IS 'round(quantity x unit_price, 2), half away from zero; from the exact quantity.';

--
-- Name: draft_vat; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.draft_vat (
    community_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    period daterange NOT NULL,
    vat_rate numeric(5,2) NOT NULL,
    base_eur numeric(14,2) NOT NULL,
    vat_eur numeric(14,2) NOT NULL
);

--
-- Name: invoice; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.invoice (
    community_id bigint NOT NULL,
    invoice text GENERATED ALWAYS AS ((((series || year) || '-'::text) || lpad((number)::text, 6, '0'::text))) STORED NOT NULL,
    series text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    customer_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    period daterange NOT NULL,
    issued_on date NOT NULL,
    due_on date NOT NULL,
    expected_count bigint NOT NULL,
    present_count bigint NOT NULL,
    net_eur numeric(14,2) NOT NULL,
    vat_eur numeric(14,2) NOT NULL,
    total_eur numeric(14,2) NOT NULL,
    CONSTRAINT counted CHECK (((present_count >= 0) AND (present_count <= expected_count))),
    CONSTRAINT due_after_issue CHECK ((due_on >= issued_on)),
    CONSTRAINT issued_after_period CHECK ((issued_on >= upper(period))),
    CONSTRAINT number_has_six_digits CHECK (((number >= 1) AND (number <= 999999))),
    CONSTRAINT total_is_net_and_vat CHECK ((total_eur = (net_eur + vat_eur))),
    CONSTRAINT year_is_of_issue CHECK (((year)::numeric = EXTRACT(year FROM issued_on)))
);

--
-- Name: COLUMN invoice.invoice; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.invoice.invoice IS 'The number as printed: F2025-000001.';

--
-- Name: invoice_line; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.invoice_line (
    community_id bigint NOT NULL,
    invoice text NOT NULL,
    line integer NOT NULL,
    contract_id bigint NOT NULL,
    kind text NOT NULL,
    tariff_period text NOT NULL,
    during daterange NOT NULL,
    quantity numeric NOT NULL,
    unit text NOT NULL,
    unit_price numeric(12,6) NOT NULL,
    net_eur numeric(14,2) NOT NULL,
    vat_rate numeric(5,2) NOT NULL,
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['standing_charge'::text, 'energy'::text, 'feed_in'::text])))
);

--
-- Name: invoice_series; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.invoice_series (
    series text NOT NULL,
    year integer NOT NULL,
    next_number integer NOT NULL
);

--
-- Name: invoice_vat; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.invoice_vat (
    community_id bigint NOT NULL,
    invoice text NOT NULL,
    vat_rate numeric(5,2) NOT NULL,
    base_eur numeric(14,2) NOT NULL,
    vat_eur numeric(14,2) NOT NULL
);

--
-- Name: slice; Type: TABLE; Schema: billing; Owner: -
--

CREATE UNLOGGED TABLE billing.slice (
    community_id bigint NOT NULL,
    contract_id bigint NOT NULL,
    first_day date NOT NULL,
    end_day date NOT NULL,
    customer_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    kind text NOT NULL,
    tariff_id bigint NOT NULL,
    valid_from date NOT NULL,
    expected_count bigint NOT NULL,
    present_count bigint NOT NULL
);

--
-- Name: slice_energy; Type: TABLE; Schema: billing; Owner: -
--

CREATE UNLOGGED TABLE billing.slice_energy (
    community_id bigint NOT NULL,
    contract_id bigint NOT NULL,
    first_day date NOT NULL,
    tariff_period text NOT NULL,
    energy_wh numeric NOT NULL
);

--
-- Name: block_part; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.block_part (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    register smallint NOT NULL,
    day date NOT NULL,
    batch_id bigint NOT NULL,
    interval_s integer NOT NULL,
    exponent smallint NOT NULL,
    wh integer[] NOT NULL
)
WITH (toast_tuple_target='128');
ALTER TABLE ONLY grid.block_part ALTER COLUMN wh SET COMPRESSION lz4;

--
-- Name: community_community_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.community ALTER COLUMN community_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.community_community_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: contract; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.contract (
    contract_id bigint NOT NULL,
    contract text NOT NULL,
    customer_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    kind text NOT NULL,
    tariff_id bigint NOT NULL,
    during daterange NOT NULL,
    CONSTRAINT during_not_empty CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)))),
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['consumption'::text, 'production'::text])))
);

--
-- Name: COLUMN contract.during; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.contract.during IS 'Local days: the first is billed, the last is not.';

--
-- Name: contract_contract_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.contract ALTER COLUMN contract_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.contract_contract_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: customer; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.customer (
    customer_id bigint NOT NULL,
    customer text NOT NULL,
    name text NOT NULL,
    email text,
    address text
);

--
-- Name: customer_customer_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.customer ALTER COLUMN customer_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.customer_customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: interval_block; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.interval_block (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    register smallint NOT NULL,
    day date NOT NULL,
    interval_s integer NOT NULL,
    exponent smallint NOT NULL,
    revision integer NOT NULL,
    batch_id bigint,
    wh integer[] NOT NULL,
    quality smallint[],
    CONSTRAINT register_known CHECK (((register >= 1) AND (register <= 7))),
    CONSTRAINT unit_is_wh_or_mwh CHECK ((exponent = ANY (ARRAY[0, '-3'::integer])))
)
PARTITION BY RANGE (day);
ALTER TABLE ONLY grid.interval_block ALTER COLUMN wh SET COMPRESSION lz4;

--
-- Name: COLUMN interval_block.revision; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.interval_block.revision IS 'One more than the number of dumps that changed a known value.';

--
-- Name: COLUMN interval_block.batch_id; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.interval_block.batch_id IS 'The dump it came from; NULL when several did: see grid.block_part.';

--
-- Name: COLUMN interval_block.wh; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.interval_block.wh IS 'Energy in Wh x 10^exponent; NULL = missing.';

--
-- Name: COLUMN interval_block.quality; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.interval_block.quality IS 'NULL when all are actual, else one code an element.';

--
-- Name: membership; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.membership (
    meter_id bigint NOT NULL,
    community_id bigint NOT NULL,
    during daterange NOT NULL,
    CONSTRAINT during_not_empty CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))))
);

--
-- Name: COLUMN membership.during; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.membership.during IS 'Local days of the community, half-open.';

--
-- Name: meter; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.meter (
    meter_id bigint NOT NULL,
    meter text NOT NULL,
    interval_s integer NOT NULL,
    kind text NOT NULL,
    limit_w bigint,
    CONSTRAINT interval_fits_quarter_hour CHECK (((interval_s > 0) AND (((900 % interval_s) = 0) OR (interval_s = ANY (ARRAY[1800, 3600]))))),
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['household'::text, 'plant'::text, 'charger'::text]))),
    CONSTRAINT limit_positive CHECK ((limit_w > 0))
);

--
-- Name: COLUMN meter.limit_w; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.meter.limit_w IS 'Greatest mean power of an interval that is believed; NULL: 100 kW.';

--
-- Name: meter_meter_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.meter ALTER COLUMN meter_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.meter_meter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: reading; Type: VIEW; Schema: grid; Owner: -
--

CREATE VIEW grid.reading AS
 SELECT b.community_id,
    b.meter_id,
    b.register,
    b.day,
    (s.day_start + (((e.i - 1))::double precision * make_interval(secs => (b.interval_s)::double precision))) AS starts_at,
    b.interval_s,
    ((e.wh)::numeric * grid.unit(b.exponent)) AS wh,
    b.revision
   FROM (((grid.interval_block b
     JOIN grid.community c USING (community_id))
     CROSS JOIN LATERAL ( SELECT grid.day_start(b.day, c.zone) AS day_start
         OFFSET 0) s)
     CROSS JOIN LATERAL unnest(b.wh) WITH ORDINALITY e(wh, i))
  WHERE (e.wh IS NOT NULL);

--
-- Name: tariff; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.tariff (
    tariff_id bigint NOT NULL,
    tariff text NOT NULL
);

--
-- Name: tariff_price; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.tariff_price (
    tariff_id bigint NOT NULL,
    valid_from date NOT NULL,
    component text NOT NULL,
    period text NOT NULL,
    price numeric(12,6) NOT NULL,
    vat_rate numeric(5,2) NOT NULL,
    windows text[] NOT NULL,
    CONSTRAINT component_known CHECK ((component = ANY (ARRAY['standing_charge'::text, 'energy'::text, 'feed_in'::text]))),
    CONSTRAINT price_not_negative CHECK ((price >= (0)::numeric)),
    CONSTRAINT vat_rate_is_percent CHECK (((vat_rate >= (0)::numeric) AND (vat_rate <= (100)::numeric))),
    CONSTRAINT window_written_hh_mm CHECK ((array_to_string(windows, ' '::text) ~ '^(([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d ?)*$'::text)),
    CONSTRAINT windows_only_for_energy CHECK (((component = 'energy'::text) OR (windows = '{}'::text[])))
);

--
-- Name: TABLE tariff_price; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON TABLE grid.tariff_price IS 'EUR excl. VAT: a month for standing_charge, a kWh for energy and feed_in. vat_rate in percent.';

--
-- Name: COLUMN tariff_price.windows; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tariff_price.windows IS 'Local wall-clock windows HH:MM-HH:MM, end excluded, may wrap midnight; empty: all the rest of the day.';

--
-- Name: tariff_tariff_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.tariff ALTER COLUMN tariff_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.tariff_tariff_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: tariff_version; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.tariff_version (
    tariff_id bigint NOT NULL,
    valid_from date NOT NULL
);

--
-- Name: batch; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.batch (
    batch_id bigint NOT NULL,
    digest bytea NOT NULL,
    file text NOT NULL,
    bytes bigint NOT NULL,
    community_id bigint,
    received_at timestamp with time zone NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    layout text NOT NULL,
    read_count bigint NOT NULL,
    loaded_count bigint NOT NULL,
    rejected_count bigint NOT NULL,
    repeated_count bigint NOT NULL,
    conflict_count bigint NOT NULL,
    CONSTRAINT all_rows_counted CHECK ((read_count = ((loaded_count + rejected_count) + repeated_count)))
);

--
-- Name: TABLE batch; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON TABLE ingest.batch IS 'One row a dump. batch_id and digest come from its bytes, so the same dump is the same row.';

--
-- Name: COLUMN batch.received_at; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.batch.received_at IS 'When the dump was received, which decides the newer of two values.';

--
-- Name: COLUMN batch.entered_at; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.batch.entered_at IS 'When it was loaded first: decides between dumps of the same name and time.';

--
-- Name: reject; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.reject (
    batch_id bigint NOT NULL,
    line bigint NOT NULL,
    "column" integer,
    code text NOT NULL,
    raw text NOT NULL,
    note text
);

--
-- Name: TABLE reject; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON TABLE ingest.reject IS 'Rows of a dump that were not loaded. Code conflicting-duplicate: the line was loaded and
replaced an earlier one of the same dump, whose values are in note.';

--
-- Name: COLUMN reject.line; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.reject.line IS 'Physical line, 1-based, the header included.';

--
-- Name: COLUMN reject."column"; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.reject."column" IS 'Field of the line, 1-based; NULL when the whole line is meant.';

--
-- Name: COLUMN reject.raw; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.reject.raw IS 'The line as it came; bytes that are not UTF-8 as \xHH, at most 1,000 bytes.';

--
-- Name: COLUMN reject.note; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.reject.note IS 'What a conflicting line replaced; when a future interval ends.';

--
-- Name: migration; Type: TABLE; Schema: ops; Owner: -
--

CREATE TABLE ops.migration (
    version integer NOT NULL,
    name text NOT NULL,
    checksum bigint NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: run; Type: TABLE; Schema: ops; Owner: -
--

CREATE TABLE ops.run (
    run_id bigint NOT NULL,
    command text NOT NULL,
    arguments text[] NOT NULL,
    as_of timestamp with time zone NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    host text NOT NULL,
    version text NOT NULL,
    status smallint,
    summary text,
    CONSTRAINT ended_with_status CHECK (((ended_at IS NULL) = (status IS NULL)))
);

--
-- Name: TABLE run; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON TABLE ops.run IS 'One row for each run of a command that works on the database; kept for ever.';

--
-- Name: run_run_id_seq; Type: SEQUENCE; Schema: ops; Owner: -
--

ALTER TABLE ops.run ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.run_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: stale; Type: TABLE; Schema: ops; Owner: -
--

CREATE TABLE ops.stale (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    day date NOT NULL
);

--
-- Name: TABLE stale; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON TABLE ops.stale IS 'Meter days whose aggregates are older than their readings.';

--
-- Name: community_day community_day_pkey; Type: CONSTRAINT; Schema: aggregate; Owner: -
--

ALTER TABLE ONLY aggregate.community_day
    ADD CONSTRAINT community_day_pkey PRIMARY KEY (community_id, day);

--
-- Name: community_slot community_slot_pkey; Type: CONSTRAINT; Schema: aggregate; Owner: -
--

ALTER TABLE ONLY aggregate.community_slot
    ADD CONSTRAINT community_slot_pkey PRIMARY KEY (community_id, starts_at);

--
-- Name: meter_day meter_day_pkey; Type: CONSTRAINT; Schema: aggregate; Owner: -
--

ALTER TABLE ONLY aggregate.meter_day
    ADD CONSTRAINT meter_day_pkey PRIMARY KEY (community_id, meter_id, day);

--
-- Name: draft_line draft_line_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.draft_line
    ADD CONSTRAINT draft_line_pkey PRIMARY KEY (community_id, customer_id, meter_id, period, line);

--
-- Name: draft draft_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.draft
    ADD CONSTRAINT draft_pkey PRIMARY KEY (community_id, customer_id, meter_id, period);

--
-- Name: draft_vat draft_vat_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.draft_vat
    ADD CONSTRAINT draft_vat_pkey PRIMARY KEY (community_id, customer_id, meter_id, period, vat_rate);

--
-- Name: invoice_line invoice_line_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.invoice_line
    ADD CONSTRAINT invoice_line_pkey PRIMARY KEY (community_id, invoice, line);

--
-- Name: invoice invoice_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.invoice
    ADD CONSTRAINT invoice_pkey PRIMARY KEY (community_id, invoice);

--
-- Name: invoice_series invoice_series_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.invoice_series
    ADD CONSTRAINT invoice_series_pkey PRIMARY KEY (series, year);

--
-- Name: invoice_vat invoice_vat_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.invoice_vat
    ADD CONSTRAINT invoice_vat_pkey PRIMARY KEY (community_id, invoice, vat_rate);

--
-- Name: invoice one_invoice_a_month; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.invoice
    ADD CONSTRAINT one_invoice_a_month UNIQUE (community_id, customer_id, meter_id, period);

--
-- Name: slice_energy slice_energy_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.slice_energy
    ADD CONSTRAINT slice_energy_pkey PRIMARY KEY (community_id, contract_id, first_day, tariff_period);

--
-- Name: slice slice_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.slice
    ADD CONSTRAINT slice_pkey PRIMARY KEY (community_id, contract_id, first_day);

--
-- Name: block_part block_part_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.block_part
    ADD CONSTRAINT block_part_pkey PRIMARY KEY (community_id, meter_id, register, day, batch_id);

--
-- Name: community community_community_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.community
    ADD CONSTRAINT community_community_key UNIQUE (community);

--
-- Name: community community_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.community
    ADD CONSTRAINT community_pkey PRIMARY KEY (community_id);

--
-- Name: contract contract_contract_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contract
    ADD CONSTRAINT contract_contract_key UNIQUE (contract);

--
-- Name: contract contract_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contract
    ADD CONSTRAINT contract_pkey PRIMARY KEY (contract_id);

--
-- Name: customer customer_customer_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.customer
    ADD CONSTRAINT customer_customer_key UNIQUE (customer);

--
-- Name: customer customer_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.customer
    ADD CONSTRAINT customer_pkey PRIMARY KEY (customer_id);

--
-- Name: interval_block interval_block_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.interval_block
    ADD CONSTRAINT interval_block_pkey PRIMARY KEY (community_id, meter_id, register, day);

--
-- Name: meter meter_meter_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.meter
    ADD CONSTRAINT meter_meter_key UNIQUE (meter);

--
-- Name: meter meter_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.meter
    ADD CONSTRAINT meter_pkey PRIMARY KEY (meter_id);

--
-- Name: membership one_community_at_a_time; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.membership
    ADD CONSTRAINT one_community_at_a_time EXCLUDE USING gist (meter_id WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: contract one_contract_at_a_time; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contract
    ADD CONSTRAINT one_contract_at_a_time EXCLUDE USING gist (meter_id WITH =, kind WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: tariff tariff_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff
    ADD CONSTRAINT tariff_pkey PRIMARY KEY (tariff_id);

--
-- Name: tariff_price tariff_price_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff_price
    ADD CONSTRAINT tariff_price_pkey PRIMARY KEY (tariff_id, valid_from, component, period);

--
-- Name: tariff tariff_tariff_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff
    ADD CONSTRAINT tariff_tariff_key UNIQUE (tariff);

--
-- Name: tariff_version tariff_version_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff_version
    ADD CONSTRAINT tariff_version_pkey PRIMARY KEY (tariff_id, valid_from);

--
-- Name: batch batch_digest_key; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.batch
    ADD CONSTRAINT batch_digest_key UNIQUE (digest);

--
-- Name: batch batch_pkey; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.batch
    ADD CONSTRAINT batch_pkey PRIMARY KEY (batch_id);

--
-- Name: reject reject_pkey; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.reject
    ADD CONSTRAINT reject_pkey PRIMARY KEY (batch_id, line, code);

--
-- Name: migration migration_pkey; Type: CONSTRAINT; Schema: ops; Owner: -
--

ALTER TABLE ONLY ops.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (version);

--
-- Name: run run_pkey; Type: CONSTRAINT; Schema: ops; Owner: -
--

ALTER TABLE ONLY ops.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (run_id);

--
-- Name: stale stale_pkey; Type: CONSTRAINT; Schema: ops; Owner: -
--

ALTER TABLE ONLY ops.stale
    ADD CONSTRAINT stale_pkey PRIMARY KEY (community_id, meter_id, day);

--
-- Name: community_slot_day; Type: INDEX; Schema: aggregate; Owner: -
--

CREATE INDEX community_slot_day ON aggregate.community_slot USING btree (community_id, day);

--
-- Name: invoice append_only; Type: TRIGGER; Schema: billing; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.invoice FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: invoice_line append_only; Type: TRIGGER; Schema: billing; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.invoice_line FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: invoice_vat append_only; Type: TRIGGER; Schema: billing; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.invoice_vat FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: invoice_line line_of_invoice; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.invoice_line
    ADD CONSTRAINT line_of_invoice FOREIGN KEY (community_id, invoice) REFERENCES billing.invoice(community_id, invoice);

--
-- Name: invoice_vat vat_of_invoice; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.invoice_vat
    ADD CONSTRAINT vat_of_invoice FOREIGN KEY (community_id, invoice) REFERENCES billing.invoice(community_id, invoice);

--
-- Name: contract contract_customer_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contract
    ADD CONSTRAINT contract_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES grid.customer(customer_id);

--
-- Name: contract contract_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contract
    ADD CONSTRAINT contract_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: contract contract_tariff_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contract
    ADD CONSTRAINT contract_tariff_id_fkey FOREIGN KEY (tariff_id) REFERENCES grid.tariff(tariff_id);

--
-- Name: membership membership_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.membership
    ADD CONSTRAINT membership_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: membership membership_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.membership
    ADD CONSTRAINT membership_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: tariff_price tariff_price_tariff_id_valid_from_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff_price
    ADD CONSTRAINT tariff_price_tariff_id_valid_from_fkey FOREIGN KEY (tariff_id, valid_from) REFERENCES grid.tariff_version(tariff_id, valid_from) ON DELETE CASCADE;

--
-- Name: tariff_version tariff_version_tariff_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff_version
    ADD CONSTRAINT tariff_version_tariff_id_fkey FOREIGN KEY (tariff_id) REFERENCES grid.tariff(tariff_id);

--
-- Name: reject reject_batch_id_fkey; Type: FK CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.reject
    ADD CONSTRAINT reject_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES ingest.batch(batch_id);

--
-- PostgreSQL database dump complete
--

