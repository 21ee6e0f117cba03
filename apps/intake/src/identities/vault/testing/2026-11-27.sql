-- The database of intake's vault as it was on 27 November 2026: what its migrations executed, then a few rows.
do $$ begin create role tiepdan_application nologin; exception when duplicate_object or unique_violation or insufficient_privilege then null; end $$;
do $$ begin create role tiepdan_reader nologin; exception when duplicate_object or unique_violation or insufficient_privilege then null; end $$;
CREATE TABLE "migrations" ("id" SERIAL NOT NULL, "timestamp" bigint NOT NULL, "name" character varying NOT NULL, CONSTRAINT "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY ("id"));
create table kept_occasion (id uuid primary key, agency_id uuid not null, is_visit boolean not null, happened_on date not null, kept_at timestamptz not null default clock_timestamp(), is_confirmed boolean not null default false);
create index kept_occasion_unconfirmed on kept_occasion (kept_at) where not is_confirmed;
create table kept_citizen (id uuid primary key, identity_index bytea not null unique);
create table kept_person (occasion_id uuid not null references kept_occasion (id) on delete cascade, ordinal int not null, stated_id uuid not null, citizen_id uuid not null, role text not null, said bytea not null, primary key (occasion_id, ordinal));
create index kept_person_citizen on kept_person (citizen_id);
create table kept_key (id uuid primary key, citizen_id uuid not null, key_id text not null, wrapped_key bytea not null);
create index kept_key_of_citizen on kept_key (citizen_id);
create table sealing_check (name text primary key, value bytea not null);
INSERT INTO "migrations"("timestamp", "name") VALUES (1764396000000, 'CreateVault1764396000000');

create table kept_original (petition_id uuid primary key, occasion_id uuid not null references kept_occasion (id) on delete cascade, said bytea not null, key_id text not null, wrapped_key bytea not null);
create index kept_original_of_occasion on kept_original (occasion_id);
INSERT INTO "migrations"("timestamp", "name") VALUES (1764406800000, 'KeepOriginals1764406800000');

grant select, insert, update, delete on all tables in schema public to tiepdan_application;
grant usage, select on all sequences in schema public to tiepdan_application;

insert into kept_occasion values ('0190a000-0000-7000-8000-0000000000d1', '0190a000-0000-7000-8000-0000000000a1', false, '2026-11-27', '2026-11-27T02:00:00Z', true);
insert into kept_citizen values ('0190a000-0000-7000-8000-0000000000c1', '\x01');
insert into kept_person values ('0190a000-0000-7000-8000-0000000000d1', 1, '0190a000-0000-7000-8000-0000000000e1', '0190a000-0000-7000-8000-0000000000c1', 'PETITIONER', '\x02');
insert into kept_key values ('0190a000-0000-7000-8000-0000000000e1', '0190a000-0000-7000-8000-0000000000c1', 'key-1', '\x03');
insert into kept_original values ('0190a000-0000-7000-8000-0000000000d1', '0190a000-0000-7000-8000-0000000000d1', '\x04', 'key-1', '\x05');
insert into sealing_check values ('check', '\x06');
