-- The kind of network a source was on when it was added: public, loopback, private, special. A name
-- that leads elsewhere later is not followed there. NULL until a first visit has told.
ALTER TABLE fetch_states ADD COLUMN network TEXT;
