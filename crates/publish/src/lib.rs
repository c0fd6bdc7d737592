//! Keys, signed Packs and the update repository: what publishers do before anybody's computer
//! fetches anything.
