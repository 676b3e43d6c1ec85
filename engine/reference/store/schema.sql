-- The schema, as PostgreSQL reads it. What must be unique is so here, and nowhere else.

CREATE TABLE IF NOT EXISTS pankek_users (
	id           BIGSERIAL PRIMARY KEY,
	nickname_key TEXT, -- a digest, in which case is folded
	password     TEXT NOT NULL,
	profile      TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS pankek_users_nickname_key ON pankek_users (nickname_key);

CREATE TABLE IF NOT EXISTS larsverp_users (
	id        BIGSERIAL PRIMARY KEY,
	email     TEXT NOT NULL, -- as it was sent
	mailbox   TEXT NOT NULL, -- as it is compared: its domain in ASCII and in lower case
	password  TEXT NOT NULL,
	profile   TEXT NOT NULL,
	token     BIGINT NOT NULL,
	validated BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE UNIQUE INDEX IF NOT EXISTS larsverp_users_mailbox ON larsverp_users (LOWER(mailbox));

CREATE TABLE IF NOT EXISTS pantel_users (
	id           BIGSERIAL PRIMARY KEY,
	phone_number TEXT NOT NULL UNIQUE,
	user_name    TEXT,
	profile      TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS pantel_users_user_name ON pantel_users (LOWER(user_name));

CREATE TABLE IF NOT EXISTS pantel_codes (
	phone_number TEXT PRIMARY KEY,
	hash         TEXT NOT NULL, -- digests, as of tokens
	code         TEXT NOT NULL,
	expires      BIGINT NOT NULL -- seconds since 1970
);

CREATE TABLE IF NOT EXISTS digipay_users (
	id       BIGSERIAL PRIMARY KEY,
	uid      TEXT NOT NULL UNIQUE,
	password TEXT NOT NULL,
	profile  TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS bitpub_users (
	id       BIGSERIAL PRIMARY KEY,
	password TEXT,
	profile  TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS sessions (
	token    TEXT PRIMARY KEY, -- the SHA-256 of what the client has
	provider TEXT NOT NULL,
	user_id  BIGINT NOT NULL,
	expires  BIGINT NOT NULL -- seconds since 1970
);

-- One row, which tells that the database can be written.
CREATE TABLE IF NOT EXISTS heart (
	id    BIGINT PRIMARY KEY,
	beats BIGINT NOT NULL
);
INSERT INTO heart (id, beats) VALUES (1, 0) ON CONFLICT DO NOTHING;
