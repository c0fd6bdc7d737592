//! The tree of rule and guide files, read once.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

/// Largest rule or guide file read, in bytes. The suffix list is the largest real one, 0.3 MB.
const MAX_FILE_BYTES: u64 = 4 << 20;

/// One file: where it lies and what it says.
#[derive(Clone, Debug)]
pub struct File {
    /// Path below the tree's root, with `/` on every system.
    pub path: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
}

impl File {
    /// The file's name without its folder and ending: the id of what it holds.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.split_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The folder that holds the file.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// All files of `rules/` and `guides/`, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The files.
    pub files: Vec<File>,
}

/// A file of the tree could not be read.
#[derive(Debug)]
pub struct ReadError {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.source)
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

impl Tree {
    /// Reads `rules/` and `guides/` below `root`.
    ///
    /// # Errors
    /// When there is no `rules/` folder, or a file in it is unreadable, not UTF-8, or too large.
    pub fn read(root: &Path) -> Result<Tree, ReadError> {
        let mut files = Vec::new();
        walk(&root.join("rules"), "rules", &mut files)?;
        if root.join("guides").is_dir() {
            walk(&root.join("guides"), "guides", &mut files)?;
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Tree { files })
    }

    /// The files lying directly in `folder` with that ending (".toml").
    pub fn in_folder<'t>(
        &'t self,
        folder: &'t str,
        ending: &'t str,
    ) -> impl Iterator<Item = &'t File> {
        self.files.iter().filter(move |f| f.folder() == folder && f.path.ends_with(ending))
    }

    /// The file at `path`.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|f| &*f.path == path)
    }
}

fn walk(folder: &Path, name: &str, files: &mut Vec<File>) -> Result<(), ReadError> {
    let at = |path: &Path, source| ReadError { path: path.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(|e| at(folder, e))? {
        let entry = entry.map_err(|e| at(folder, e))?;
        let path = entry.path();
        let file_name = entry.file_name().to_string_lossy().into_owned();
        let below = format!("{name}/{file_name}");
        let kind = entry.metadata().map_err(|e| at(&path, e))?;
        if kind.is_dir() {
            walk(&path, &below, files)?;
        } else if kind.len() > MAX_FILE_BYTES {
            return Err(at(&path, io::Error::other("the file is too large for a rule file")));
        } else {
            let text = fs::read_to_string(&path).map_err(|e| at(&path, e))?;
            files.push(File { path: below.into(), text: text.into() });
        }
    }
    Ok(())
}
