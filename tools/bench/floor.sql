-- The floor of `make bench` under PostgreSQL: the hall as plain tables and one function per command, each run by
-- pgbench as one prepared statement in a transaction of its own, over the server's Unix socket. A function does what
-- the command means: the office's row, the desk, the visit, the journal. It does without HTTP, sign-in, validation of
-- what is sent, idempotency and the chain of hashes, all of which the program does.
--
-- Locking: each function first takes its office's row in a statement of its own. In a VOLATILE function the statements
-- after it see what was committed while it waited, so that no visit is called twice. (One CTE that locks and picks in
-- the same statement is wrong under READ COMMITTED: the pick sees what was there before the wait.)

CREATE TABLE office (
    id  integer PRIMARY KEY,
    seq bigint NOT NULL DEFAULT 0
);
CREATE TABLE counter (
    office  integer NOT NULL REFERENCES office,
    service integer NOT NULL,
    day     date    NOT NULL,
    number  integer NOT NULL,
    PRIMARY KEY (office, service, day)
);
CREATE TABLE visit (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    office      integer NOT NULL REFERENCES office,
    service     integer NOT NULL,
    day         date NOT NULL,
    number      integer NOT NULL,
    state       smallint NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),  -- waiting, called, serving, finished
    desk        integer,
    taken_at    timestamptz NOT NULL,
    called_at   timestamptz,
    started_at  timestamptz,
    finished_at timestamptz,
    UNIQUE (office, service, day, number)
);
CREATE INDEX visit_waiting ON visit (office, taken_at, id) WHERE state = 0;
CREATE UNIQUE INDEX visit_at_desk ON visit (office, desk) WHERE state IN (1, 2);
CREATE TABLE desk (
    office integer NOT NULL REFERENCES office,
    id     integer NOT NULL,
    visit  bigint,
    since  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (office, id)
);
CREATE TABLE journal (
    office integer NOT NULL,
    seq    bigint NOT NULL,
    at     timestamptz NOT NULL,
    kind   text NOT NULL,
    visit  bigint,
    desk   integer,
    body   jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (office, seq)
);

CREATE FUNCTION take(in_office integer, in_service integer) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    new_seq bigint;
    new_number integer;
    new_visit bigint;
BEGIN
    UPDATE office SET seq = seq + 1 WHERE id = in_office RETURNING seq INTO new_seq;
    INSERT INTO counter VALUES (in_office, in_service, current_date, 1)
        ON CONFLICT (office, service, day) DO UPDATE SET number = counter.number + 1 RETURNING number INTO new_number;
    INSERT INTO visit (office, service, day, number, taken_at)
        VALUES (in_office, in_service, current_date, new_number, clock_timestamp()) RETURNING id INTO new_visit;
    INSERT INTO journal VALUES (in_office, new_seq, clock_timestamp(), 'taken', new_visit, NULL,
                                jsonb_build_object('service', in_service, 'number', new_number));
    RETURN new_visit;
END $$;

CREATE FUNCTION call_next(in_office integer, in_desk integer) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    new_seq bigint;
    chosen bigint;
BEGIN
    UPDATE office SET seq = seq + 1 WHERE id = in_office RETURNING seq INTO new_seq;
    SELECT id INTO chosen FROM visit WHERE office = in_office AND state = 0 ORDER BY taken_at, id LIMIT 1;
    IF chosen IS NULL THEN
        RAISE EXCEPTION 'nobody waits';
    END IF;
    UPDATE visit SET state = 1, desk = in_desk, called_at = clock_timestamp() WHERE id = chosen;
    UPDATE desk SET visit = chosen, since = clock_timestamp() WHERE office = in_office AND id = in_desk AND visit IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the desk is not free';
    END IF;
    INSERT INTO journal VALUES (in_office, new_seq, clock_timestamp(), 'called', chosen, in_desk);
    RETURN chosen;
END $$;

CREATE FUNCTION begin_service(in_office integer, in_desk integer) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    new_seq bigint;
    chosen bigint;
BEGIN
    UPDATE office SET seq = seq + 1 WHERE id = in_office RETURNING seq INTO new_seq;
    UPDATE visit SET state = 2, started_at = clock_timestamp()
        WHERE office = in_office AND desk = in_desk AND state = 1 RETURNING id INTO STRICT chosen;
    INSERT INTO journal VALUES (in_office, new_seq, clock_timestamp(), 'started', chosen, in_desk);
    RETURN chosen;
END $$;

CREATE FUNCTION finish(in_office integer, in_desk integer) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    new_seq bigint;
    chosen bigint;
BEGIN
    UPDATE office SET seq = seq + 1 WHERE id = in_office RETURNING seq INTO new_seq;
    UPDATE visit SET state = 3, finished_at = clock_timestamp()
        WHERE office = in_office AND desk = in_desk AND state = 2 RETURNING id INTO STRICT chosen;
    UPDATE desk SET visit = NULL, since = clock_timestamp() WHERE office = in_office AND id = in_desk;
    INSERT INTO journal VALUES (in_office, new_seq, clock_timestamp(), 'finished', chosen, in_desk);
    RETURN chosen;
END $$;
