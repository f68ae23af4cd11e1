//! What a column holds, by the words above it.

use super::model::Role;

/// The words that a header may have for each role.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    more: Vec<(Role, String)>,
}

impl Vocabulary {
    /// Adds a spelling that a header of this role may have.
    #[must_use]
    pub fn header(mut self, role: Role, spelling: &str) -> Self {
        self.more.push((role, spelling.to_owned()));
        self
    }

    /// The role of the column under a header.
    #[must_use]
    pub fn role(&self, header: &str) -> Role {
        match header {
            "返回码" | "警告码" | "code" | "错误码" => Role::Code,
            "name" => Role::Name,
            "返回信息" => Role::Message,
            "处理措施" => Role::Remedy,
            _ => self.more.iter().find(|(_, spelling)| spelling == header).map_or(Role::Other, |more| more.0),
        }
    }
}
