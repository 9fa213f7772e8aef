namespace Elsa.Workflows.Activities;

/// <summary>A case of a <see cref="Switch"/>: when it holds, and what then runs.</summary>
public class SwitchCase
{
    public SwitchCase()
    {
    }

    public SwitchCase(string label, Expression condition, IActivity activity)
    {
        Label = label;
        Condition = condition;
        Activity = activity;
    }

    public SwitchCase(string label, Func<ExpressionExecutionContext, ValueTask<bool>> condition, IActivity activity) : this(label, Expression.DelegateExpression(condition), activity)
    {
    }

    public SwitchCase(string label, Func<ValueTask<bool>> condition, IActivity activity) : this(label, Expression.DelegateExpression(condition), activity)
    {
    }

    public SwitchCase(string label, Func<ExpressionExecutionContext, bool> condition, IActivity activity) : this(label, Expression.DelegateExpression(condition), activity)
    {
    }

    public SwitchCase(string label, Func<bool> condition, IActivity activity) : this(label, Expression.DelegateExpression(condition), activity)
    {
    }

    public string Label { get; set; } = null!;
    public Expression Condition { get; set; } = Expression.LiteralExpression(false);
    public IActivity? Activity { get; set; }
}
