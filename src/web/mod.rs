//! The browser side: a dedicated worker that owns the model and the gallery and talks to the page by messages.
//!
//! - the crate `protocol`: every message, in both directions; `kinds`: what the library's errors are called in them.
//! - `queue`: the order in which requests are served.
//! - `session`: what the worker does with them; `model`: what it computes with; `ranking`, `explaining`: how it searches.
//! - `photo`, `browser`, `prepare`, `channel`: photos on their way into the gallery, also by way of other workers.
//! - `gallery`: the photos that are searched, which outlive a visit.
//! - `forward`: the forward pass on given tensors, for tests.
//! - `profile`: where the time goes.
//! - `device`, `probe`, `selftest`, `measure`: WebGPU where it computes correctly and is faster, the CPU otherwise.

mod browser;
mod channel;
mod device;
mod explaining;
mod forward;
mod gallery;
mod kinds;
mod measure;
mod model;
mod photo;
mod prepare;
mod probe;
mod profile;
mod queue;
mod ranking;
mod selftest;
mod session;

use js_sys::Promise;
use protocol::{Reply, Request, Stage};
use queue::RequestQueue;
use std::panic::PanicHookInfo;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Starts the worker: listens for requests, reports panics to the page and says that it is there.
pub fn start() {
    std::panic::set_hook(Box::new(report_panic));
    let queue = Rc::new(RequestQueue::default());
    let inbox = Rc::clone(&queue);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        match serde_wasm_bindgen::from_value::<Request>(event.data()) {
            Ok(request) => inbox.push(request),
            Err(error) => post(&Reply::Failed {
                stage: Stage::Protocol,
                message: error.to_string(),
            }),
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker listens for as long as it lives.
    on_message.forget();
    spawn_local(session::run(queue));
    post(&Reply::Started);
}

/// Sends a message to the page.
fn post(reply: &Reply) {
    let sent = serde_wasm_bindgen::to_value(reply)
        .map_err(JsValue::from)
        .and_then(|message| scope().post_message(&message));
    if let Err(error) = sent {
        wasm_bindgen::throw_val(error);
    }
}

/// Tells the page why the worker died: after a panic the module cannot be used any more.
fn report_panic(info: &PanicHookInfo<'_>) {
    console_error_panic_hook::hook(info);
    post(&Reply::Failed {
        stage: Stage::Panic,
        message: info.to_string(),
    });
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Lets the browser deliver messages: while we compute, a newer search cannot reach the queue.
async fn yield_to_messages() {
    wait(0).await;
}

/// Comes back after so many milliseconds.
async fn wait(milliseconds: i32) {
    let timer = Promise::new(&mut |resolve, _| {
        // Without a timer there is nothing to wait for.
        let timer = scope().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        if timer.is_err() {
            let _ = resolve.call0(&resolve);
        }
    });
    // The promise is only ever resolved.
    let _ = JsFuture::from(timer).await;
}
