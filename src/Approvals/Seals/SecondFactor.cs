namespace Workflows.Approvals.Seals;

/// <summary>Whether the person of this unit of work has proved to hold the second factor as well. Set where the person enters, asked where a seal is put on.</summary>
public sealed class SecondFactor
{
    public bool IsConfirmed { get; private set; }

    public void Confirm() => IsConfirmed = true;
}
