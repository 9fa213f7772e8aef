namespace Elsa.Workflows;

/// <summary>An activity that completes by itself once its code has run, unless the code created a bookmark.</summary>
public abstract class CodeActivity : Activity
{
    protected CodeActivity(string? source = null, int? line = null) : base(source, line) => Behaviors.Add(new Behaviors.AutoCompleteBehavior(this));

    protected CodeActivity(string activityType, int version = 1, string? source = null, int? line = null) : base(activityType, version, source, line) =>
        Behaviors.Add(new Behaviors.AutoCompleteBehavior(this));
}

/// <summary>A <see cref="CodeActivity"/> with a result of any type.</summary>
public abstract class CodeActivityWithResult : CodeActivity
{
    protected CodeActivityWithResult(string? source = null, int? line = null) : base(source, line)
    {
    }

    protected CodeActivityWithResult(string activityType, int version = 1, string? source = null, int? line = null) : base(activityType, version, source, line)
    {
    }

    protected CodeActivityWithResult(MemoryBlockReference? output, string? source = null, int? line = null) : base(source, line)
    {
        if (output != null) Result = new Output(output);
    }

    protected CodeActivityWithResult(Output? output, string? source = null, int? line = null) : base(source, line) => Result = output;

    [Output] public Output? Result { get; set; }
}

/// <summary>A <see cref="CodeActivity"/> with a result.</summary>
public abstract class CodeActivity<T> : CodeActivity, IActivityWithResult<T>
{
    protected CodeActivity(string? source = null, int? line = null) : base(source, line)
    {
    }

    protected CodeActivity(string activityType, int version = 1, string? source = null, int? line = null) : base(activityType, version, source, line)
    {
    }

    protected CodeActivity(MemoryBlockReference? output, string? source = null, int? line = null) : base(source, line)
    {
        if (output != null) Result = new Output<T>(output);
    }

    protected CodeActivity(Output<T>? output, string? source = null, int? line = null) : base(source, line) => Result = output;

    [Output] public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Output<T>?)value;
    }
}
