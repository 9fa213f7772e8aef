namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>An activity of a flowchart, and the port (outcome) a connection starts from.</summary>
public class Endpoint
{
    public Endpoint()
    {
    }

    public Endpoint(IActivity activity, string? port = null)
    {
        Activity = activity;
        Port = port;
    }

    public IActivity Activity { get; set; } = null!;
    public string? Port { get; set; }

    public override string ToString() => Port == null ? Activity.Id : $"{Activity.Id}:{Port}";
}

/// <summary>Leads from one activity's outcome to another activity.</summary>
public class Connection : IEquatable<Connection>
{
    public Connection()
    {
    }

    public Connection(Endpoint source, Endpoint target)
    {
        Source = source;
        Target = target;
    }

    public Connection(IActivity source, IActivity target)
    {
        Source = new Endpoint(source);
        Target = new Endpoint(target);
    }

    public Endpoint Source { get; set; } = null!;
    public Endpoint Target { get; set; } = null!;

    /// <summary>The corners of the drawn line.</summary>
    public ICollection<Position> Vertices { get; set; } = new List<Position>();

    /// <summary>The key of the connection in an instance's state.</summary>
    public override string ToString() => $"{Source}->{Target}";

    public bool Equals(Connection? other) => other != null && ReferenceEquals(Source.Activity, other.Source.Activity) && Source.Port == other.Source.Port
        && ReferenceEquals(Target.Activity, other.Target.Activity) && Target.Port == other.Target.Port;

    public override bool Equals(object? obj) => Equals(obj as Connection);

    public override int GetHashCode() => HashCode.Combine(Source.Activity, Source.Port, Target.Activity, Target.Port);
}

/// <summary>A point of a drawn line.</summary>
public class Position
{
    public double X { get; set; }
    public double Y { get; set; }
}
