//! (see the module's file)
