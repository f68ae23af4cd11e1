//! What a column holds, by the words above it.

/// The words that a header may have for each role.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {}
