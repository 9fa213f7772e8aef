namespace Workflows.Approvals;

/// <summary>
/// Why something a person asked for was not done: a stable code such as <c>work-item.not-open</c>, and what the sentence needs.
/// The host turns the code into a sentence (resources, key = code; arguments fill {0}, {1} …) and into problem details.
/// </summary>
public sealed class Refusal(string code, params object[] arguments)
{
    /// <summary>Stable, in kebab case, "thing.what": part of the API.</summary>
    public string Code { get; } = code;

    /// <summary>Values for the sentence, in the order the sentence expects; texts, numbers, dates and instants.</summary>
    public IReadOnlyList<object> Arguments { get; } = arguments;

    public override string ToString() => Arguments.Count == 0 ? Code : $"{Code} ({string.Join(", ", Arguments)})";
}

/// <summary>Either a value or the refusal that a user caused. Exceptions are for bugs.</summary>
public sealed class Result<T>
{
    private readonly T? value;

    private Result(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    public Refusal? Refusal { get; }

    public bool IsRefused => Refusal is not null;

    /// <summary>The value; asking for it after a refusal is a bug.</summary>
    public T Value => Refusal is null
        ? value!
        : throw new InvalidOperationException($"Expected a {typeof(T).Name}, but the action was refused: {Refusal}. Look at Refusal before Value.");

    public static Result<T> Of(T value) => new(value, null);

    public static Result<T> Refuse(Refusal refusal) => new(default, refusal);

    public static implicit operator Result<T>(T value) => Of(value);

    public static implicit operator Result<T>(Refusal refusal) => Refuse(refusal);
}
