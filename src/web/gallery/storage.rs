//! Files in the browser's private storage (OPFS), which belong to this page and lie on this computer.
//!
//! A gallery is a folder of two files: the index, and the small pictures one behind the other. They are read and
//! written by synchronous handles, which exist only in workers and let one tab write at a time.

use crate::error::{Error, Result};
use crate::web::probe::{describe, get};
use crate::web::{scope, wait};
use js_sys::{AsyncIterator, IteratorNext, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions,
    FileSystemGetFileOptions, FileSystemReadWriteOptions, FileSystemSyncAccessHandle,
};

/// The folder of everything that this page keeps.
const TOP: &str = "bi-irra";
/// An index larger than this is damage: 100,000 photos with many crops each take less.
const MAX_READ: f64 = 1_500_000_000.0;

/// How often a file that is open elsewhere is tried, and the pauses between, in milliseconds.
const ATTEMPTS: u32 = 12;
const RETRY_AFTER: i32 = 250;

/// A folder of the private storage.
#[derive(Clone)]
pub struct Folder {
    handle: FileSystemDirectoryHandle,
}

impl Folder {
    /// Opens, or makes, the folder of a gallery.
    ///
    /// # Errors
    /// When the browser keeps nothing for this page: private windows, no secure address, storage switched off.
    pub async fn open(gallery: &str) -> Result<Self> {
        let storage = scope().navigator().storage();
        if !has(&storage, "getDirectory") {
            return Err(Error::NoStorage("the browser offers this page no storage".into()));
        }
        let top = ask(storage.get_directory()).await?;
        let top = child(&top.unchecked_into(), TOP).await?;
        Ok(Self {
            handle: child(&top, gallery).await?,
        })
    }

    /// Names of the files in it.
    pub async fn names(&self) -> Result<Vec<String>> {
        let keys: AsyncIterator = self.handle.keys();
        let mut names = Vec::new();
        loop {
            let next = keys.next().map_err(|error| failed(&error))?;
            let next: IteratorNext = ask(next).await?.unchecked_into();
            if next.done() {
                return Ok(names);
            }
            names.extend(next.value().as_string());
        }
    }

    /// Removes a file if it is there.
    pub async fn remove(&self, name: &str) -> Result<()> {
        ask(self.handle.remove_entry(name)).await.map(drop)
    }

    /// Opens, or makes, a file for reading and writing. While it is open no other tab can open it.
    pub async fn file(&self, name: &str) -> Result<OpenFile> {
        let options = FileSystemGetFileOptions::new();
        options.set_create(true);
        let file = ask(self.handle.get_file_handle_with_options(name, &options)).await?;
        let file: FileSystemFileHandle = file.unchecked_into();
        if !has(&file, "createSyncAccessHandle") {
            return Err(Error::NoStorage("the browser is too old to keep an index".into()));
        }
        for attempt in 1.. {
            match JsFuture::from(file.create_sync_access_handle()).await {
                Ok(access) => {
                    return Ok(OpenFile {
                        access: access.unchecked_into(),
                    });
                }
                // The worker of a page that was just left gives its files back a moment later.
                Err(error) if is_locked(&error) && attempt < ATTEMPTS => wait(RETRY_AFTER).await,
                Err(error) if is_locked(&error) => {
                    return Err(Error::GalleryInUse);
                }
                Err(error) => return Err(failed(&error)),
            }
        }
        Err(Error::Storage(format!("{name} cannot be opened")))
    }

    /// The file as it is now, to be read by the page or given to the visitor.
    pub async fn snapshot(&self, name: &str) -> Result<File> {
        let file: FileSystemFileHandle = ask(self.handle.get_file_handle(name)).await?.unchecked_into();
        Ok(ask(file.get_file()).await?.unchecked_into())
    }
}

async fn child(folder: &FileSystemDirectoryHandle, name: &str) -> Result<FileSystemDirectoryHandle> {
    let options = FileSystemGetDirectoryOptions::new();
    options.set_create(true);
    let child = ask(folder.get_directory_handle_with_options(name, &options)).await?;
    Ok(child.unchecked_into())
}

/// An open file; closed when dropped.
pub struct OpenFile {
    access: FileSystemSyncAccessHandle,
}

impl OpenFile {
    /// Bytes in the file.
    pub fn size(&self) -> Result<u64> {
        self.access
            .get_size()
            .map(|size| size as u64)
            .map_err(|error| failed(&error))
    }

    /// The whole file.
    pub fn read_all(&self) -> Result<Vec<u8>> {
        let size = self.access.get_size().map_err(|error| failed(&error))?;
        if size > MAX_READ {
            return Err(Error::Index(format!("a file of {size} bytes is no index")));
        }
        let mut bytes = vec![0; size as usize];
        let count = self.read_at(0, &mut bytes)?;
        bytes.truncate(count);
        Ok(bytes)
    }

    /// Reads bytes from a place on and returns how many there were.
    pub fn read_at(&self, place: u64, bytes: &mut [u8]) -> Result<usize> {
        self.access
            .read_with_u8_array_and_options(bytes, &at(place))
            .map(|count| count as usize)
            .map_err(|error| failed(&error))
    }

    /// Writes bytes to a place.
    pub fn write_at(&self, place: u64, bytes: &[u8]) -> Result<()> {
        let count = self
            .access
            .write_with_u8_array_and_options(bytes, &at(place))
            .map_err(|error| failed(&error))?;
        if (count as usize) < bytes.len() {
            return Err(Error::StorageFull);
        }
        Ok(())
    }

    /// Cuts the file.
    pub fn truncate(&self, size: u64) -> Result<()> {
        self.access
            .truncate_with_f64(size as f64)
            .map_err(|error| failed(&error))
    }

    /// Brings what was written to the disk.
    pub fn flush(&self) -> Result<()> {
        self.access.flush().map_err(|error| failed(&error))
    }
}

impl Drop for OpenFile {
    fn drop(&mut self) {
        self.access.close();
    }
}

fn at(place: u64) -> FileSystemReadWriteOptions {
    let options = FileSystemReadWriteOptions::new();
    options.set_at(place as f64);
    options
}

/// Whether a file cannot be opened because it is open already; the second name is that of Safari.
fn is_locked(error: &JsValue) -> bool {
    matches!(
        get(error, "name").as_string().as_deref(),
        Some("NoModificationAllowedError" | "InvalidStateError")
    )
}

/// Whether an object is there and has this method: a missing one would be an exception.
fn has(object: &JsValue, method: &str) -> bool {
    object.is_object() && Reflect::has(object, &method.into()).unwrap_or(false)
}

async fn ask(promise: Promise) -> Result<JsValue> {
    JsFuture::from(promise).await.map_err(|error| failed(&error))
}

/// A refusal of the browser, in its words. Private windows of Firefox and Safari refuse by the two names of safety, the
/// latter also by one that says nothing.
fn failed(error: &JsValue) -> Error {
    match get(error, "name").as_string().as_deref() {
        Some("QuotaExceededError") => Error::StorageFull,
        Some("SecurityError" | "NotAllowedError" | "NotSupportedError" | "UnknownError") => {
            Error::NoStorage(describe(error))
        }
        _ => Error::Storage(describe(error)),
    }
}
