//! The way from a helper straight to the worker that has the gallery, past the page.

use super::post;
use super::probe::describe;
use super::queue::RequestQueue;
use crate::error::{Error, Result};
use js_sys::Array;
use protocol::{Delivery, Reply, Stage};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{MessageEvent, MessagePort};

/// The receiving end; closed when it is dropped.
pub struct Inlet {
    port: MessagePort,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Drop for Inlet {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        self.port.close();
    }
}

/// Listens to a helper; what it sends goes to the queue.
pub fn listen(port: MessagePort, helper: u32, queue: &Rc<RequestQueue>) -> Inlet {
    let queue = Rc::clone(queue);
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        match serde_wasm_bindgen::from_value::<Delivery>(event.data()) {
            Ok(delivery) => queue.deliver(helper, delivery),
            Err(error) => post(&Reply::Failed {
                stage: Stage::Protocol,
                message: error.to_string(),
            }),
        }
    });
    port.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    Inlet {
        port,
        _listener: listener,
    }
}

/// Sends a batch; its numbers are handed over, not copied.
///
/// # Errors
/// When the browser refuses.
pub fn send(port: &MessagePort, delivery: &Delivery) -> Result<()> {
    let handed = Array::new();
    for photo in &delivery.photos {
        let buffers = [
            (photo.thumbnail.length(), photo.thumbnail.buffer()),
            (photo.regions.length(), photo.regions.buffer()),
            (photo.inputs.length(), photo.inputs.buffer()),
            (photo.features.length(), photo.features.buffer()),
            (photo.tokens.length(), photo.tokens.buffer()),
        ];
        for (length, buffer) in buffers {
            if length > 0 {
                handed.push(&buffer);
            }
        }
    }
    let message = serde_wasm_bindgen::to_value(delivery)
        .map_err(|error| Error::Device(format!("a batch for another worker: {error}")))?;
    port.post_message_with_transferable(&message, &handed)
        .map_err(|error| Error::Device(format!("a batch for another worker: {}", describe(&error))))
}
