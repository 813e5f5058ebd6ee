//! What training hides of pictures and texts. The maskers draw indices; they see no tensors.

pub mod patches;
pub mod spans;
pub mod token_dropout;
pub mod words;
