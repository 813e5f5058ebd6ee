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

/// Where what is prepared for another worker goes, and where others' comes from.
#[derive(Default)]
pub struct Channels {
    outlet: Option<MessagePort>,
    inlets: Vec<Inlet>,
}

impl Channels {
    /// What is prepared here goes to the other end of this port.
    pub fn deliver_to(&mut self, port: MessagePort) {
        self.outlet = Some(port);
    }

    /// What a helper prepares comes by this port.
    pub fn receive_from(&mut self, helper: u32, port: MessagePort, queue: &Rc<RequestQueue>) {
        self.inlets.push(listen(port, helper, queue));
    }

    /// The helpers are gone; what they made and nobody asked for is forgotten.
    pub fn dismiss(&mut self, queue: &RequestQueue) {
        self.inlets.clear();
        queue.forget_deliveries();
    }

    /// Sends what was prepared.
    ///
    /// # Errors
    /// When nobody receives it, or the browser refuses.
    pub fn deliver(&self, delivery: &Delivery) -> Result<()> {
        let outlet = self.outlet.as_ref();
        let outlet = outlet.ok_or_else(|| Error::Device("nobody receives what is prepared".to_owned()))?;
        send(outlet, delivery)
    }
}

/// The receiving end; closed when it is dropped.
struct Inlet {
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
fn listen(port: MessagePort, helper: u32, queue: &Rc<RequestQueue>) -> Inlet {
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
fn send(port: &MessagePort, delivery: &Delivery) -> Result<()> {
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
