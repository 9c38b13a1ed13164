-- What an idea is known by before it has a number, and in every other store. Its number is given
-- when it is kept, and is this store's alone.
ALTER TABLE ideas ADD COLUMN key INTEGER;
UPDATE ideas SET key = (random() & 281474976710654) + 1;
CREATE UNIQUE INDEX ideas_by_key ON ideas(key);
