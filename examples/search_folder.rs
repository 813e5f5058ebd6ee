//! Searches a folder of photos by a sentence:
//!
//! ```sh
//! cargo run --release --example search_folder -- model_weights www/sample "woman in a red coat"
//! ```

use bi_irra::image::decode;
use bi_irra::search::{Embedding, Engine, Gallery};
use burn::tensor::Device;
use futures_lite::future::block_on;
use std::error::Error;
use std::fs;
use std::path::Path;

/// Photos in one pass through the image encoder, and in one through the match head.
const BATCH: usize = 32;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [weights, folder, sentence] = arguments.as_slice() else {
        return Err("usage: search_folder WEIGHTS FOLDER SENTENCE".into());
    };
    let file = |name: &str| read(&Path::new(weights).join(name));
    let (config, tokenizer, model) = (
        file("config.json")?,
        file("tokenizer.json")?,
        file("model.safetensors")?,
    );
    let engine = Engine::load(&config, &tokenizer, &model, &Device::flex())?;
    let gallery = index(&engine, Path::new(folder))?;

    // Stage 1: the cosine of the features, over the whole gallery.
    let query = block_on(engine.embed_query(sentence))?;
    let mut ranking = gallery.rank(&query.feature);
    ranking.truncate(BATCH);

    // Stage 2: the match head, on the best of stage 1.
    let embedding = |(photo, _): &(usize, f32)| gallery.embedding(*photo);
    let candidates: Vec<Embedding> = ranking.iter().map(embedding).collect();
    let candidates: Vec<&Embedding> = candidates.iter().collect();
    let matches = block_on(engine.matches(&query, &candidates))?;
    let mut found: Vec<_> = ranking.into_iter().zip(matches).collect();
    found.sort_by(|(_, a), (_, b)| b.logit.total_cmp(&a.logit));

    for ((photo, cosine), verdict) in found.into_iter().take(10) {
        let percent = 100.0 * verdict.probability;
        println!("{percent:3.0} %  cosine {cosine:6.3}  {}", gallery.name(photo));
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Embeds every photo of the folder; files that are no photos are named and left out.
fn index(engine: &Engine, folder: &Path) -> Result<Gallery, Box<dyn Error>> {
    let files = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let paths: Result<Vec<_>, _> = files.map(|file| file.map(|file| file.path())).collect();
    let mut paths = paths?;
    paths.retain(|path| path.is_file());
    paths.sort();
    let mut gallery = Gallery::new(engine.config().embed_dim());
    for batch in paths.chunks(BATCH) {
        let (mut names, mut inputs) = (Vec::new(), Vec::new());
        for path in batch {
            match decode(&read(path)?) {
                Ok(photo) => {
                    names.push(path.display().to_string());
                    inputs.push(engine.preprocess().apply(&photo));
                }
                Err(reason) => eprintln!("{} is left out: {reason}", path.display()),
            }
        }
        for (name, embedding) in names.into_iter().zip(block_on(engine.embed_inputs(&inputs))?) {
            gallery.push(name, embedding);
        }
    }
    Ok(gallery)
}
