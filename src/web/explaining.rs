//! Why a photo matched, and which sentences fit a gallery.

use super::photo;
use crate::error::{Error, Result};
use crate::search::people::{crop_input, with_margin};
use crate::search::region::Region;
use crate::search::{Engine, Gallery, Understood};
use js_sys::{Float32Array, Uint32Array};
use protocol::{Photo, Reply};

/// Where the words of a sentence look in a photo; the photo is embedded again, so that nothing need be kept for it.
///
/// # Errors
/// When the device fails; what is wrong with photo or sentence is an answer.
pub async fn explain(
    engine: &Engine,
    id: u32,
    text: &str,
    photo: &Photo,
    region: Option<[f32; 4]>,
) -> Result<Reply> {
    let unexplained = |message: String| Reply::Unexplained { id, message };
    if let Err(error) = engine.reranker() {
        return Ok(unexplained(error.to_string()));
    }
    let pixels = match photo::read(engine, photo, None, false).await {
        Ok(loaded) => loaded.picture,
        Err(skipped) => return Ok(unexplained(skipped.reason.word().to_owned())),
    };
    let person = region.map(Region::from_array);
    let input = crop_input(engine.preprocess(), &pixels, person);
    let seen = person.map_or(Region::WHOLE, |person| {
        with_margin(person, pixels.width, pixels.height)
    });
    let query = match engine.embed_query(text).await {
        Ok(query) => query,
        Err(error @ (Error::Query(_) | Error::Tokenizer(_))) => return Ok(unexplained(error.to_string())),
        Err(error) => return Err(error),
    };
    let embedded = engine.embed_inputs(&[input]).await?;
    let [embedding] = embedded.as_slice() else {
        return Err(Error::Device(format!(
            "{} embeddings of one photo",
            embedded.len()
        )));
    };
    let explanation = engine.explain(&query, embedding).await?;
    let maps: Vec<f32> = explanation
        .words
        .iter()
        .flat_map(|word| word.map.iter().copied())
        .collect();
    Ok(Reply::Explained {
        id,
        wanted: explanation.words.iter().map(|word| word.wanted).collect(),
        words: explanation.words.into_iter().map(|word| word.text).collect(),
        rows: explanation.grid[0],
        columns: explanation.grid[1],
        maps: Float32Array::from(maps.as_slice()),
        region: seen.to_array(),
    })
}

/// The photo that stands out most for each sentence.
///
/// # Errors
/// When the device fails.
pub async fn suggest(engine: &Engine, gallery: &Gallery, texts: &[String]) -> Result<Reply> {
    let mut indices = Vec::with_capacity(texts.len());
    let mut leads = Vec::with_capacity(texts.len());
    for text in texts {
        let leader = match engine.embed_query(text).await {
            Ok(query) if query.knowledge.understood() == Understood::Nothing => None,
            Ok(query) => gallery.compare(&query.feature).leader(),
            Err(Error::Query(_) | Error::Tokenizer(_)) => None,
            Err(error) => return Err(error),
        };
        indices.push(leader.map_or(0, |(index, _)| index as u32));
        leads.push(leader.map_or(f32::NAN, |(_, lead)| lead));
    }
    Ok(Reply::Suggested {
        indices: Uint32Array::from(indices.as_slice()),
        leads: Float32Array::from(leads.as_slice()),
    })
}
