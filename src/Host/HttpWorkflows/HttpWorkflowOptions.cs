using System.ComponentModel.DataAnnotations;

namespace Workflows.Host.HttpWorkflows;

/// <summary>The section <c>HttpWorkflows:Incoming</c>: requests that start or resume workflows. Off by default.</summary>
public sealed class IncomingOptions
{
    public bool Enabled { get; set; }

    /// <summary>Where the paths of endpoints begin; default <c>/workflows</c>. It may not be the root, nor where the application's own addresses are.</summary>
    [RegularExpression("^/[a-z0-9-]+(/[a-z0-9-]+)*$")]
    public string BasePath { get; set; } = "/workflows";

    /// <summary>May an endpoint that does not ask for it be called without signing in? Default no.</summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>The largest body, in bytes, whatever an endpoint says; 1 to 100,000,000, default 1,000,000.</summary>
    [Range(1, 100_000_000)]
    public long MaxRequestBytes { get; set; } = 1_000_000;

    /// <summary>How long a request may take, in seconds, whatever an endpoint says; 1 to 300, default 30.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;
}

/// <summary>The section <c>HttpWorkflows:Outgoing</c>: requests that workflows send. Without a list nothing is sent.</summary>
public sealed class OutgoingOptions
{
    /// <summary>Hosts on the public internet, each as <c>api.example.cn</c>, <c>api.example.cn:8443</c> or <c>*.example.cn</c>; without a port 80 and 443.</summary>
    public string[] AllowedHosts { get; set; } = [];

    /// <summary>Hosts with private addresses, each as <c>10.0.0.7:8080</c> or <c>archive.local</c>.</summary>
    public string[] AllowedPrivateHosts { get; set; } = [];

    /// <summary>The largest response, in bytes; 1 to 100,000,000, default 1,000,000.</summary>
    [Range(1, 100_000_000)]
    public long MaxResponseBytes { get; set; } = 1_000_000;

    /// <summary>How long a request may take from connecting to the last byte, in seconds; 1 to 300, default 30.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How many redirections are followed, each checked like the first address; 0 to 20, default 5.</summary>
    [Range(0, 20)]
    public int MaxRedirects { get; set; } = 5;
}
