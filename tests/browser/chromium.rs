//! Starting Chromium under ChromeDriver, and making sure that it spoke to nobody else.

use crate::recorder::Recorder;
use crate::settings;
use fantoccini::{Client, ClientBuilder};
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What the browser may draw and compute with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Graphics {
    /// No WebGPU at all.
    None,
    /// WebGPU on Chromium's own software adapter.
    SwiftShader,
}

/// No service of the browser's own may mix its requests with those of the page.
const QUIET: [&str; 22] = [
    "--headless=new",
    // A test machine's containers often run everything as root, where the sandbox refuses to start.
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-quic",
    "--disable-search-engine-choice-screen",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--window-size=1280,900",
    // What cannot be switched off is sent to a port where nobody listens.
    "--component-updater=url-source=http://127.0.0.1:9/",
    "--gaia-url=http://127.0.0.1:9/",
    "--google-apis-url=http://127.0.0.1:9/",
    "--google-base-url=http://127.0.0.1:9/",
    "--gcm-checkin-url=http://127.0.0.1:9/",
    "--gcm-mcs-endpoint=127.0.0.1:9",
    "--gcm-registration-url=http://127.0.0.1:9/",
];
/// Features of the browser that speak to its maker's servers.
const TALKATIVE: [&str; 7] = [
    "AutofillServerCommunication",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PreconnectToSearch",
    "PreconnectToSearchNonGoogle",
    "Translate",
];

/// Runs `body` in a fresh browser, ends the browser whatever happens, and then fails if anything but `origin` was
/// asked for.
pub async fn with_browser(graphics: Graphics, origin: &str, body: impl AsyncFnOnce(Client)) {
    with_arguments(graphics, &[], origin, body).await;
}

/// The same in a private window.
pub async fn with_private_window(graphics: Graphics, origin: &str, body: impl AsyncFnOnce(Client)) {
    with_arguments(graphics, &["--incognito"], origin, body).await;
}

async fn with_arguments(graphics: Graphics, more: &[&str], origin: &str, body: impl AsyncFnOnce(Client)) {
    let recorder = Recorder::start();
    let driver = Driver::start();
    let profile = tempfile::tempdir().expect("a temporary folder");
    let mut arguments: Vec<String> = QUIET.iter().chain(more).map(ToString::to_string).collect();
    arguments.push(format!("--user-data-dir={}", profile.path().display()));
    arguments.push(format!("--proxy-server=http://{}", recorder.address()));
    // Given twice, only the last list would count.
    let mut off = TALKATIVE.to_vec();
    if graphics == Graphics::None {
        off.push("WebGPU");
    }
    arguments.push(format!("--disable-features={}", off.join(",")));
    arguments.extend(match graphics {
        Graphics::None => vec!["--disable-gpu".into()],
        Graphics::SwiftShader => vec![
            "--enable-unsafe-webgpu".into(),
            "--use-webgpu-adapter=swiftshader".into(),
        ],
    });
    let capabilities = json!({
        "goog:chromeOptions": { "binary": settings::chromium(), "args": arguments, "prefs": quiet_preferences() },
        "goog:loggingPrefs": { "browser": "ALL" },
        // SwiftShader may keep the page busy for minutes.
        "timeouts": { "script": 900_000, "pageLoad": 120_000 },
    });
    let capabilities = capabilities.as_object().expect("an object").clone();
    let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
        .capabilities(capabilities)
        .connect(&driver.url)
        .await
        .expect("Chromium starts");

    let guard = Closer {
        client: Some(client.clone()),
    };
    body(client.clone()).await;
    let requests = recorder.requests();
    assert!(
        requests.is_empty(),
        "beside {origin}, the page or its browser asked for {requests:?}"
    );
    prove_that_the_recorder_sees(&client, &recorder).await;
    guard.close().await;
}

/// No sign-in, no search engine to warm up, no new-tab page of its own.
fn quiet_preferences() -> serde_json::Value {
    json!({
        "net": { "network_prediction_options": 2 },
        "search": { "suggest_enabled": false },
        "session": { "restore_on_startup": 4, "startup_urls": ["about:blank"] },
        "signin": { "allowed": false, "allowed_on_next_startup": false },
    })
}

/// An empty record means something only if a request would have been recorded.
async fn prove_that_the_recorder_sees(client: &Client, recorder: &Recorder) {
    let elsewhere = "http://elsewhere.invalid/";
    // The answer is a refusal, which some versions report as a failed navigation.
    let _ = client.goto(elsewhere).await;
    let start = Instant::now();
    while !recorder
        .requests()
        .iter()
        .any(|request| request.contains(elsewhere))
    {
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "the recorder saw nothing of {elsewhere}"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Closes the browser also when a test panics: killing the driver would leave it behind.
struct Closer {
    client: Option<Client>,
}

impl Closer {
    async fn close(mut self) {
        if let Some(client) = self.client.take() {
            client.close().await.expect("the browser closes");
        }
    }
}

impl Drop for Closer {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else { return };
        tokio::task::block_in_place(|| {
            // The test has failed already; that the browser will not close adds nothing.
            let _ = tokio::runtime::Handle::current().block_on(client.close());
        });
    }
}

/// A ChromeDriver process on a port of its own choice.
struct Driver {
    process: Child,
    url: String,
}

impl Driver {
    /// ChromeDriver takes a free port of one address family and gives up when the other has it in use, so that a start may
    /// fail by chance: it is started again a few times.
    fn start() -> Self {
        let mut said = Vec::new();
        for _ in 0..5 {
            match Self::try_start() {
                Ok(driver) => return driver,
                Err(output) => said.push(output),
            }
        }
        panic!("ChromeDriver does not start; it said: {said:?}");
    }

    /// Starts ChromeDriver once; its output, if it ends before it names its port.
    fn try_start() -> Result<Self, String> {
        let mut process = Command::new(settings::chromedriver())
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("ChromeDriver starts");
        let mut lines = BufReader::new(process.stdout.take().expect("a pipe"))
            .lines()
            .map_while(Result::ok);
        let mut output = String::new();
        for line in lines.by_ref() {
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                let url = format!("http://127.0.0.1:{}", port.trim_end_matches('.'));
                // Keep reading, so that it never waits for a full pipe.
                thread::spawn(move || lines.for_each(drop));
                return Ok(Self { process, url });
            }
            output.push_str(&line);
            output.push('\n');
        }
        let ended = process.wait().expect("ChromeDriver can be waited for");
        Err(format!("{output}{ended}"))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
