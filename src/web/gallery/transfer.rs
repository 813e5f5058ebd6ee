//! Stored galleries as files: taken out, and brought in.

use super::open::OpenGallery;
use super::store::Store;
use crate::error::{Error, Result};
use crate::search::index::{ExportHead, Index, Record};
use crate::web::kinds::trouble;
use crate::web::model::Model;
use crate::web::photo;
use crate::web::probe::describe;
use js_sys::{Array, Uint8Array};
use protocol::Reply;
use wasm_bindgen::JsValue;
use web_sys::Blob;

/// Bytes of an imported file that are in memory at once.
const IMPORT_CHUNK: f64 = 8.0 * 1024.0 * 1024.0;

impl OpenGallery {
    /// Makes one file of the stored gallery; its content stays on the disk until it is read.
    pub async fn export(&mut self) -> Reply {
        let exported = match &mut self.store {
            Some(store) => store.export().await,
            None => Err(Error::Storage("no gallery is stored".into())),
        };
        let file = exported.and_then(|(head, index, thumbnails)| {
            let parts = Array::of3(&Uint8Array::from(head.as_slice()), &index, &thumbnails);
            Blob::new_with_blob_sequence(&parts).map_err(|error| Error::Storage(describe(&error)))
        });
        let (file, trouble) = match file {
            Ok(file) => (file.into(), None),
            Err(error) => (JsValue::NULL, Some(trouble(&error))),
        };
        Reply::Exported { file, trouble }
    }
}

/// Stores a gallery that was exported here or elsewhere, under its own identifier.
pub async fn import(model: Option<&Model>, id: &str, file: &Blob) -> Reply {
    let (name, photos, trouble) = match take_in(model, id, file).await {
        Ok((name, photos)) => (name, photos, None),
        Err(error) => (String::new(), 0, Some(trouble(&error))),
    };
    Reply::Imported {
        name,
        photos,
        trouble,
    }
}

async fn take_in(model: Option<&Model>, id: &str, file: &Blob) -> Result<(String, u32)> {
    let index_start = ExportHead::SIZE as f64;
    let head = slice(file, 0.0, index_start).await?;
    let head = ExportHead::read(&head, file.size() as u64)?;
    let thumbnails_start = index_start + head.index as f64;
    let bytes = slice(file, index_start, thumbnails_start).await?;
    let Index { header, records } = Index::read(&bytes)?;
    if !records.damage.is_empty() {
        return Err(Error::Index(format!(
            "the exported gallery is damaged: {:?}",
            records.damage
        )));
    }
    // A file may claim the model and hold features of another length.
    let fits =
        |model: &Model| model.hash == header.model && model.engine.config().embed_dim() == header.dimension;
    if !model.is_none_or(fits) {
        return Err(Error::OtherModel);
    }
    let (mut store, _) = Store::open(id, &header.name).await?;
    store.import_index(&bytes, &header)?;
    let mut offset = thumbnails_start;
    while offset < file.size() {
        let end = (offset + IMPORT_CHUNK).min(file.size());
        store.import_thumbnails(&slice(file, offset, end).await?)?;
        offset = end;
    }
    store.flush()?;
    let photos = records
        .live
        .iter()
        .filter(|record| matches!(record, Record::Photo(_)))
        .count();
    Ok((header.name, photos as u32))
}

async fn slice(file: &Blob, start: f64, end: f64) -> Result<Vec<u8>> {
    let part = file
        .slice_with_f64_and_f64(start, end)
        .map_err(|error| Error::Storage(describe(&error)))?;
    photo::bytes(&part).await.map_err(Error::Storage)
}
