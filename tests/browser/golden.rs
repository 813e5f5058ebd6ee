//! The golden tensors of the authors' code, computed in the browser: the worker is given the reference's weights and
//! inputs instead of photos.

use crate::chromium::{Graphics, with_browser};
use crate::settings;
use bi_irra::config::{BiIrraConfig, FORMAT, Stem, TextConfig, TextPositions, VisionConfig};
use bi_irra::model::bi_irra::network::BiIrra;
use bi_irra::model::parts::Parts;
use bi_irra::weights::read::{FloatTensor, FloatTensors, load};
use bi_irra::weights::write::{Precision, Value as Parameters, collect, to_safetensors};
use burn::tensor::Device;
use fantoccini::Client;
use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;
use xtask::serve::FileServer;

/// Of every output, absolute (the native checks have the same).
const TOLERANCE: f32 = 1e-4;
/// The page has its own copy of the program; this only has to find it.
const PAGE: &str = "golden/index.html";

/// Starts a worker of the page's program beside the page, and hands it one batch.
const SCRIPT: &str = r#"
const [device, target, done] = arguments;
(async () => {
  const at = (path) => new URL(`../${path}`, document.baseURI).href;
  const load = async (name) => {
    const answer = await fetch(at(`golden/${name}`));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const [config, weights] = [await load("config.json"), await load("model.safetensors")];
  const batch = JSON.parse(new TextDecoder().decode(await load("batch.json")));
  const program = `importScripts(${JSON.stringify(at("worker.js"))});
    wasm_bindgen({ module_or_path: ${JSON.stringify(at("worker_bg.wasm"))} });`;
  const worker = new Worker(URL.createObjectURL(new Blob([program], { type: "text/javascript" })));
  worker.onerror = (event) => done({ error: event.message });
  worker.onmessage = ({ data: { type, data } }) => {
    if (type === "started") {
      const text = target ? batch.target : batch.source;
      const image = new Float32Array(batch.image);
      worker.postMessage({ type: "forward", data: { config, weights, image, ...text, target, device } });
    } else if (type === "forward") {
      done(Object.fromEntries(data.names.map((name, i) => [name, Array.from(data.tensors[i])])));
    } else {
      done({ error: JSON.stringify({ type, data }) });
    }
  };
})().catch((error) => done({ error: String(error) }));
"#;

/// The set of the authors' tensors.
struct Reference {
    config: BiIrraConfig,
    weights: FloatTensors,
    image: Vec<f32>,
    /// `ids` and `mask` of the source and the target language.
    texts: [Value; 2],
    outputs: FloatTensors,
}

/// Float tensors, and integer tensors, of a file.
fn read(name: &str) -> (FloatTensors, BTreeMap<String, Vec<i64>>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/bi_irra")
        .join(name);
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file = SafeTensors::deserialize(&bytes).expect("a whole file");
    let (mut floats, mut integers) = (FloatTensors::new(), BTreeMap::new());
    for (name, view) in file.tensors() {
        if view.dtype() == Dtype::I64 {
            let words = view.data().as_chunks().0;
            integers.insert(name, words.iter().map(|b| i64::from_le_bytes(*b)).collect());
        } else {
            assert_eq!(view.dtype(), Dtype::F32, "{name}");
            let words = view.data().as_chunks().0;
            let values = words.iter().map(|b| f32::from_le_bytes(*b)).collect();
            let shape = view.shape().to_vec();
            floats.insert(name, FloatTensor { shape, values });
        }
    }
    (floats, integers)
}

impl Reference {
    fn read() -> Self {
        let (mut weights, _) = read("weights.safetensors");
        // Second names of tied parameters.
        weights.retain(|name, _| !name.contains("predictions.decoder."));
        let (floats, integers) = read("inputs.safetensors");
        let text = |language: &str| {
            json!({
                "ids": integers[&format!("text_ids_{language}")],
                "mask": integers[&format!("text_atts_{language}")],
            })
        };
        Self {
            config: config(),
            weights,
            image: floats["image"].values.clone(),
            texts: [text("sl"), text("tl")],
            outputs: read("outputs.safetensors").0,
        }
    }

    /// The page's folder with the reference's files beside the page's own.
    fn page(&self) -> tempfile::TempDir {
        let copy = crate::folder::copy_of_page(&settings::page());
        let folder = copy.path().join("golden");
        fs::create_dir(&folder).expect("a folder");
        let training = BiIrra::new(&self.config, Parts::Training, &Device::flex());
        let model = load(training, &self.weights).expect("the reference's weights fit");
        let exported = collect(&model.inference_only(), &Parameters).expect("parameters");
        let weights = to_safetensors(&exported, Precision::F32, &BTreeMap::new()).expect("a weight file");
        let [source, target] = &self.texts;
        let batch = json!({ "image": self.image, "source": source, "target": target });
        for (name, content) in [
            ("index.html", b"<!doctype html><title>golden</title>".to_vec()),
            ("config.json", self.config.to_json().into_bytes()),
            ("model.safetensors", weights),
            ("batch.json", batch.to_string().into_bytes()),
        ] {
            fs::write(folder.join(name), content).expect("a file");
        }
        copy
    }

    /// Fails unless the values are the start of the reference's tensor, all of it for most.
    fn assert_same(&self, ours: &[f32], reference: &str, whole: bool) {
        let expected = &self.outputs[reference].values;
        assert!(ours.len() <= expected.len() && !ours.is_empty(), "{reference}");
        assert!(!whole || ours.len() == expected.len(), "{reference}");
        let differences = ours.iter().zip(expected).map(|(a, b)| (a - b).abs());
        let worst = differences.fold(0.0f32, f32::max);
        println!("{reference:20} max abs error {worst:.1e}");
        // f32::max would step over a NaN.
        assert!(ours.iter().all(|value| value.is_finite()), "{reference}");
        assert!(worst <= TOLERANCE, "{reference} differs by {worst}");
    }
}

fn config() -> BiIrraConfig {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bi_irra/config.json");
    let json: Value =
        serde_json::from_slice(&fs::read(path).expect("the set's configuration")).expect("JSON");
    let number = |key: &str| json[key].as_u64().unwrap_or_else(|| panic!("{key}")) as usize;
    let side = |i: usize| json["image_size"][i].as_u64().expect("two sides") as usize;
    BiIrraConfig {
        format: FORMAT,
        hidden: number("hidden"),
        heads: number("heads"),
        cross_layers: number("cross_layers"),
        embed_dim: number("embed_dim"),
        concepts: 0,
        regions: 0,
        calibration: None,
        languages: Vec::new(),
        target_projection: true,
        tied_decoder: true,
        vision: VisionConfig {
            image_size: [side(0), side(1)],
            patch: number("patch_size"),
            stem: Stem::Patch,
            absolute_positions: false,
            layers: number("vision_layers"),
            intermediate: number("vision_intermediate"),
            layer_scale: 0.1,
            drop_path: 0.0,
            mean: [0.0; 3],
            std: [1.0; 3],
        },
        text: TextConfig {
            vocabulary: number("vocab_size"),
            layers: number("text_layers"),
            intermediate: number("text_intermediate"),
            max_positions: number("max_position"),
            positions: TextPositions::ZeroBased,
            max_tokens: number("text_len"),
            dropout: 0.0,
        },
    }
}

/// What the worker answers: tensors by name, or `error`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Answer {
    Refused { error: String },
    Tensors(BTreeMap<String, Vec<f32>>),
}

async fn forward(client: &Client, device: &str, target: bool, limit: Duration) -> BTreeMap<String, Vec<f32>> {
    let call = client.execute_async(SCRIPT, vec![json!(device), json!(target)]);
    let value = tokio::time::timeout(limit, call)
        .await
        .expect("an answer in time")
        .expect("an answer");
    match serde_json::from_value(value) {
        Ok(Answer::Tensors(tensors)) => tensors,
        Ok(Answer::Refused { error }) => panic!("{device}: {error}"),
        // A value that is no number comes as null.
        Err(error) => panic!("{device}: {error}"),
    }
}

/// Image, text and fusion of both languages against the reference.
pub async fn computes_what_the_authors_code_computes(graphics: Graphics, device: &str, limit: Duration) {
    let reference = Reference::read();
    let page = reference.page();
    let server = FileServer::start(page.path(), 0).expect("the page is served");
    let url = server.url();
    with_browser(graphics, &url.clone(), async |client| {
        client
            .goto(&format!("{url}{PAGE}"))
            .await
            .expect("the page opens");
        let source = forward(&client, device, false, limit).await;
        for (ours, expected) in [
            ("image_embeds", "image_embeds"),
            ("image_feat", "image_feat"),
            ("text_embeds", "text_embeds_sl"),
            ("text_feat", "text_feat_sl"),
            ("cross_text_query", "cross_text_query_sl"),
        ] {
            reference.assert_same(&source[ours], expected, true);
        }
        // The reference's first rows are the matching pairs; drawn negatives follow.
        reference.assert_same(&source["itm_logits"], "itm_logits_sl", false);
        let target = forward(&client, device, true, limit).await;
        reference.assert_same(&target["text_embeds"], "text_embeds_tl", true);
        reference.assert_same(&target["text_feat"], "text_feat_tl", true);
    })
    .await;
}
