//! From the forms messages come in to [`caveat_engine::Message`].

pub(crate) mod eml;
pub(crate) mod html;
