-- The database of notification as it was on 27 November 2026: what its migrations executed, then a few rows.
do $$ begin create role tiepdan_application nologin; exception when duplicate_object or unique_violation or insufficient_privilege then null; end $$;
do $$ begin create role tiepdan_reader nologin; exception when duplicate_object or unique_violation or insufficient_privilege then null; end $$;
CREATE TABLE "migrations" ("id" SERIAL NOT NULL, "timestamp" bigint NOT NULL, "name" character varying NOT NULL, CONSTRAINT "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY ("id"));
create table event (position bigint generated always as identity primary key, topic text not null, aggregate_id uuid not null, aggregate_version int not null check (aggregate_version > 0), type text not null, occurred_at timestamptz not null, recorded_at timestamptz not null default clock_timestamp(), payload jsonb not null, unique (aggregate_id, aggregate_version));
create table event_to_send (position bigint primary key);
create table relay_epoch (only_row boolean primary key default true check (only_row), epoch bigint not null);
insert into relay_epoch (epoch) values (0);
create function refuse_change_of_event() returns trigger language plpgsql as $$ begin raise exception 'events are never changed'; end $$;
create trigger event_is_append_only before update or delete or truncate on event for each statement execute function refuse_change_of_event();
create table consumer_offset (consumer text, topic text, partition int, next_offset bigint not null, primary key (consumer, topic, partition));
create table consumed (consumer text, aggregate_id uuid, version int not null, primary key (consumer, aggregate_id));
create table parked_event (consumer text, aggregate_id uuid, version int, envelope json not null, reason text not null, parked_at timestamptz not null default clock_timestamp(), primary key (consumer, aggregate_id, version));
create table dead_letter (consumer text, topic text, partition int, kafka_offset bigint, reason_code text not null, recorded_at timestamptz not null default clock_timestamp(), primary key (consumer, topic, partition, kafka_offset));
create table idempotency (principal_id text not null, key text not null, input_hash bytea not null, answer jsonb, recorded_at timestamptz not null default clock_timestamp(), primary key (principal_id, key));
create table audit_head (agency_id uuid not null, sequence bigint not null, actor_id text not null, operation text not null, object_id uuid not null, recorded_at timestamptz not null, payload_hash bytea not null, hash bytea not null, primary key (agency_id)) with (fillfactor = 50);
create table audit_entry (agency_id uuid not null, sequence bigint not null, actor_id text not null, operation text not null, object_id uuid not null, recorded_at timestamptz not null, payload_hash bytea not null, hash bytea not null, primary key (agency_id, sequence));
create table agency (id uuid primary key, name text not null, version int not null);
create table notice (id uuid primary key, version int not null, template text not null, template_version int not null, audience text not null, channel text not null, status text not null, case_id uuid, petition_id uuid, directive_id uuid, agency_id uuid, recipient_text text, particulars jsonb not null, due_on date, created_at timestamptz not null, sent_at timestamptz, delivered_at timestamptz, acknowledged_at timestamptz, attempt_count int not null default 0, next_attempt_at timestamptz, leased_until timestamptz);
create index notice_of_case on notice (case_id, created_at, id) where case_id is not null;
create index notice_of_petition on notice (petition_id, created_at, id) where petition_id is not null;
create index notice_of_directive on notice (directive_id, created_at, id) where directive_id is not null;
create index notice_newest on notice (created_at desc, id desc);
create index notice_to_send on notice (next_attempt_at) where status = 'PENDING' and channel = 'EMAIL';
create table delivery_attempt (notice_id uuid not null references notice (id), ordinal int not null, at timestamptz not null, accepted boolean not null, provider_code text, error text, primary key (notice_id, ordinal));
INSERT INTO "migrations"("timestamp", "name") VALUES (1763942400000, 'CreateNotice1763942400000');

alter table notice add column officer_id uuid;
INSERT INTO "migrations"("timestamp", "name") VALUES (1764028800000, 'NameOfficer1764028800000');

create table standing_body (id uuid primary key, version int not null, parent_id uuid, exists_from date not null, exists_to date);
create table standing_officer (id uuid primary key, version int not null, suspended boolean not null, duties jsonb not null);
create table standing_matter (id uuid primary key, is_protected boolean not null, respondent_agency_id uuid, respondent_officer_id uuid);
INSERT INTO "migrations"("timestamp", "name") VALUES (1764115200000, 'KnowStanding1764115200000');

grant select on agency to tiepdan_reader;
grant select on standing_matter to tiepdan_reader;
alter table notice enable row level security;
create policy application on notice to tiepdan_application using (true) with check (true);
create policy reader on notice for select to tiepdan_reader using (((select current_setting('tiepdan.everywhere', true) = 'true') or (agency_id = any((select nullif(current_setting('tiepdan.bodies', true), '')::uuid[])::uuid[]) or coalesce(officer_id = any((select nullif(current_setting('tiepdan.officers', true), '')::uuid[])::uuid[]), false))) and not exists (select from standing_matter m where m.id = notice.petition_id and (coalesce(m.respondent_officer_id = any((select nullif(current_setting('tiepdan.conflict_people', true), '')::uuid[])::uuid[]), false) or (m.is_protected and (coalesce(m.respondent_agency_id = any((select nullif(current_setting('tiepdan.conflict_bodies', true), '')::uuid[])::uuid[]), false) or coalesce(m.respondent_officer_id = any((select nullif(current_setting('tiepdan.conflict_superiors', true), '')::uuid[])::uuid[]), false))))) and (notice.petition_id is null or exists (select from standing_matter m where m.id = notice.petition_id)));
grant select on notice to tiepdan_reader;
alter table delivery_attempt enable row level security;
create policy application on delivery_attempt to tiepdan_application using (true) with check (true);
create policy reader on delivery_attempt for select to tiepdan_reader using (exists (select from notice n where n.id = delivery_attempt.notice_id));
grant select on delivery_attempt to tiepdan_reader;
INSERT INTO "migrations"("timestamp", "name") VALUES (1764291600000, 'GuardRows1764291600000');

alter table audit_entry add column format smallint not null default 1, add column role text, add column on_behalf_of uuid, add column purpose text;
alter table audit_head drop column actor_id, drop column operation, drop column object_id, drop column recorded_at, drop column payload_hash, add column anchored bigint not null default 0;
create index audit_of_object on audit_entry (object_id);
create table audit_anchor (sequence bigint primary key, anchored_at timestamptz not null, heads jsonb not null, hash bytea not null);
INSERT INTO "migrations"("timestamp", "name") VALUES (1764300000000, 'WidenAudit1764300000000');

grant select, insert, update, delete on all tables in schema public to tiepdan_application;
grant usage, select on all sequences in schema public to tiepdan_application;
revoke update, delete on audit_entry from tiepdan_application;
revoke update, delete on audit_anchor from tiepdan_application;
revoke update, delete on event from tiepdan_application;

insert into event (topic, aggregate_id, aggregate_version, type, occurred_at, recorded_at, payload) values ('notification.notice.v1', '0190a000-0000-7000-8000-0000000000f1', 1, 'NoticeCreated', '2026-11-27T02:00:00Z', '2026-11-27T02:00:00Z', '{"kind": "COMPLAINT"}');
insert into event_to_send values (1);
insert into idempotency values ('0190a000-0000-7000-8000-0000000000b1', 'key-00000001', '\x01', '{"id": "0190a000-0000-7000-8000-0000000000f1"}', '2026-11-27T02:00:00Z');
insert into audit_entry values ('0190a000-0000-7000-8000-0000000000a1', 1, '0190a000-0000-7000-8000-0000000000b1', 'receive', '0190a000-0000-7000-8000-0000000000f1', '2026-11-27T02:00:00Z', '\x02', '\x03', 2, 'processor', null, null);
insert into audit_head values ('0190a000-0000-7000-8000-0000000000a1', 1, '\x03', 1);
insert into audit_anchor values (1, '2026-11-27T02:00:00Z', '[]', '\x04');
insert into consumer_offset values ('notification/follow', 'assignment.case.v1', 3, 12);
insert into consumed values ('notification/follow', '0190a000-0000-7000-8000-0000000000a1', 7);
insert into parked_event values ('notification/follow', '0190a000-0000-7000-8000-0000000000b1', 3, '{"type": "Gone"}', 'gap', '2026-11-27T02:00:00Z');
insert into dead_letter values ('notification/follow', 'assignment.case.v1', 3, 11, 'UNDECODABLE', '2026-11-27T02:00:00Z');
insert into standing_body values ('0190a000-0000-7000-8000-0000000000a1', 1, null, '2014-07-01', null);
insert into standing_officer values ('0190a000-0000-7000-8000-0000000000b1', 1, false, '[{"role": "processor"}]');
insert into standing_matter values ('0190a000-0000-7000-8000-0000000000d1', false, '0190a000-0000-7000-8000-0000000000a1', null);
insert into agency values ('0190a000-0000-7000-8000-0000000000a1', 'Ban Tiếp công dân', 1);
insert into notice (id, version, template, template_version, audience, channel, status, case_id, petition_id, agency_id, officer_id, particulars, created_at) values ('0190a000-0000-7000-8000-0000000000f1', 1, 'case-opened', 1, 'OFFICER', 'EMAIL', 'PENDING', '0190a000-0000-7000-8000-0000000000e1', '0190a000-0000-7000-8000-0000000000d1', '0190a000-0000-7000-8000-0000000000a1', '0190a000-0000-7000-8000-0000000000b1', '{}', '2026-11-27T02:00:00Z');
insert into delivery_attempt values ('0190a000-0000-7000-8000-0000000000f1', 1, '2026-11-27T02:00:00Z', false, null, 'no answer');
